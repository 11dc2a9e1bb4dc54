//! Pickles that hold, and pickles that do not, written by hand.

use super::stack::MOST_VALUES;
use super::*;
use crate::checkpoint::refusal::Refusal;

/// What a pickle stands for, as Python would print it.
fn shown(pickle: &[u8]) -> Result<String, Fault> {
    run(pickle).map(|pickle| show(&pickle.heap, pickle.root))
}

fn show(heap: &Heap, value: Value) -> String {
    let list = |items: &[Value]| {
        let items: Vec<String> = items.iter().map(|item| show(heap, *item)).collect();
        items.join(", ")
    };
    match value {
        Value::Tuple(_) => format!("({})", list(heap.items(value).unwrap())),
        Value::List(_) => format!("[{}]", list(heap.items(value).unwrap())),
        Value::Dict(_) => {
            let entries = heap.entries(value).unwrap().iter();
            let entries: Vec<String> = entries
                .map(|(key, value)| format!("{}: {}", show(heap, *key), show(heap, *value)))
                .collect();
            format!("{{{}}}", entries.join(", "))
        }
        Value::Int(number) => number.to_string(),
        Value::Text(text) => format!("'{text}'"),
        Value::Bool(flag) => flag.to_string(),
        _ => heap.describe(value),
    }
}

#[test]
fn values_of_every_opcode() {
    for (pickle, value) in [
        (&b"N."[..], "None"),
        (b"\x88.", "true"),
        (b"\x89.", "false"),
        (b"J\xff\xff\xff\xff.", "-1"),
        (b"K\xff.", "255"),
        (b"M\x01\x02.", "513"),
        (b"\x8a\x00.", "0"),
        (b"\x8a\x01\x80.", "-128"),
        (b"\x8a\x02\x80\x00.", "128"),
        (b"\x8b\x01\x00\x00\x00\x07.", "7"),
        (b"\x8a\x09\x01\x02\x03\x04\x05\x06\x07\x08\x09.", "an int"),
        (b"G\x3f\xf0\x00\x00\x00\x00\x00\x00.", "a float"),
        (b"X\x02\x00\x00\x00ab.", "'ab'"),
        (b"\x8c\x02\xc3\xa9.", "'é'"),
        (b"\x8d\x01\x00\x00\x00\x00\x00\x00\x00a.", "'a'"),
        (b"T\x01\x00\x00\x00a.", "'a'"),
        (b"U\x01\xff.", "a text that is not UTF-8"),
        (b"C\x01a.", "bytes"),
        (b"B\x01\x00\x00\x00a.", "bytes"),
        (b"\x8e\x01\x00\x00\x00\x00\x00\x00\x00a.", "bytes"),
        (b"\x96\x01\x00\x00\x00\x00\x00\x00\x00a.", "bytes"),
        (b").", "()"),
        (b"(K\x01K\x02t.", "(1, 2)"),
        (b"K\x01\x85.", "(1)"),
        (b"K\x01K\x02\x86.", "(1, 2)"),
        (b"K\x01K\x02K\x03\x87.", "(1, 2, 3)"),
        (b"]K\x01a.", "[1]"),
        (b"](K\x01K\x02e.", "[1, 2]"),
        (b"}K\x01K\x02s.", "{1: 2}"),
        (b"}(K\x01K\x02K\x03Nu.", "{1: 2, 3: None}"),
        (b"\x8f(K\x01\x90.", "a set"),
        (b"(K\x01\x91.", "a set"),
        (b"K\x01K\x02\x30.", "1"),
        (b"K\x05(K\x02\x31.", "5"),
        (b"K\x05\x32\x86.", "(5, 5)"),
        (b"\x80\x05\x95\x02\0\0\0\0\0\0\0K\x01.", "1"),
    ] {
        assert_eq!(shown(pickle).unwrap(), value, "{pickle:?}");
    }
}

#[test]
fn what_is_remembered_is_recalled() {
    assert_eq!(shown(b"K\x01q\x07K\x02h\x07\x86.").unwrap(), "(2, 1)");
    let long = b"K\x01r\x00\x01\x00\x00K\x02j\x00\x01\x00\x00\x86.";
    assert_eq!(shown(long).unwrap(), "(2, 1)");
    assert_eq!(shown(b"K\x01\x94K\x02\x94h\x00.").unwrap(), "1");
    assert_eq!(shown(b"]q\x00K\x01ah\x00K\x02a.").unwrap(), "[1, 2]");
}

#[test]
fn globals_are_names_and_nothing_is_called() {
    for (pickle, value) in [
        (
            &b"cposix\nsystem\n(X\x02\x00\x00\x00lstR."[..],
            "`posix.system`",
        ),
        (
            b"\x8c\x05posix\x8c\x06system\x93\x8c\x02ls\x85R.",
            "`posix.system`",
        ),
        (
            b"cargparse\nNamespace\n)\x81}(K\x01K\x02ub.",
            "`argparse.Namespace`",
        ),
        (b"cx\ny\n)}\x92.", "`x.y`"),
        (b"cx\ny\n)R(K\x01K\x02uK\x03a.", "`x.y`"),
        (b"ccollections\nOrderedDict\n)RK\x01K\x02s}b.", "{1: 2}"),
        (
            b"ccollections\nOrderedDict\n](]K\x01aK\x02aK\x03K\x04\x86e\x85R.",
            "{1: 2, 3: 4}",
        ),
        (b"ctorch\nSize\nK\x02\x85\x85R.", "a `torch.Size`"),
        (b"ctorch._utils\n_rebuild_parameter\ncx\ny\n\x85R.", "`x.y`"),
        (b"ctorch._utils\n_rebuild_tensor_v2\ncx\ny\n\x85R.", "`x.y`"),
    ] {
        assert_eq!(shown(pickle).unwrap(), value, "{pickle:?}");
    }
}

#[test]
fn programs_that_do_not_hold_are_refused() {
    for (pickle, fault) in [
        (&b"."[..], "takes a value that is not there"),
        (b"t.", "takes a value that is not there"),
        (b"(a.", "takes a value that is not there"),
        (b"K\x01(\x85.", "takes a value that is not there"),
        (b"R.", "takes a value that is not there"),
        (b"h\x00.", "recalls what it has not remembered"),
        (b"K\x01K\x02a.", "puts items into what takes none"),
        (b"](K\x01K\x02u.", "puts items into what takes none"),
        (b"}(K\x01u.", "a key without a value"),
        (b"K\x01)R.", "calls an int"),
        (b"cx\ny\nK\x01R.", "calls with no arguments"),
        (b"K\x01K\x02\x93.", "a global of its pickle has no name"),
        (b"K\x01Q.", "refers to something that is no storage"),
        (b"ctorch\nFloatStorage\n)R.", "calls a storage class"),
        (b"\x83.", "0x83 is no known opcode (byte 0 of its pickle)"),
        (b"I1\n.", "is of protocol 0 or 1, known are 2 to 5"),
        (b"q\x00.", "takes a value that is not there"),
        (b"Nq\x00q\x01.", "remembers more than it makes"),
        (
            b"NN\x82\x01.",
            "0x82 is no known opcode (byte 2 of its pickle)",
        ),
        (b"\x80\x06.", "is of protocol 6"),
    ] {
        let words = Refusal::from(shown(pickle).unwrap_err()).fault;
        assert!(words.contains(fault), "{pickle:?}: {words}");
    }
    for ends in [
        &b""[..],
        b"N",
        b"X\xff\xff\xff\xffab.",
        b"\x8d\xff\xff\xff\xff\xff\xff\xff\xff.",
        b"\x96\xff\xff\xff\xff\xff\xff\xff\x7f.",
        b"\x8b\xff\xff\xff\xff.",
        b"cx\n",
        b"\x95\x00",
    ] {
        assert_eq!(shown(ends), Err(Fault::Ends), "{ends:?}");
    }
}

#[test]
fn depth_cycles_and_sheer_numbers_do_no_harm() {
    let nested = [&b")"[..], &b"\x85".repeat(1_000_000), b"."].concat();
    assert!(matches!(run(&nested).unwrap().root, Value::Tuple(_)));
    assert!(run(b"]q\x00h\x00a}q\x01h\x01h\x00s0.").is_ok());
    let many = [&b"]".repeat(MOST_VALUES + 1)[..], b"."].concat();
    assert!(
        matches!(run(&many), Err(Fault::Wrong(refusal)) if refusal.fault.contains("more than"))
    );
    // Each list holds the one before twice: as many leaves as no memory holds, were they ever copied.
    let doubled = [&b"]"[..], &b"q\x00]h\x00ah\x00a".repeat(1000), b"."].concat();
    assert!(run(&doubled).is_ok());
}

/// What is remembered can be recalled in two bytes, so that no call may copy or search much of it.
#[test]
fn what_is_recalled_again_and_again_does_no_harm() {
    let many = |item: &[u8], open: &[u8], close: &[u8]| {
        [open, &item.repeat(100_000)[..], close, b"q\x01"].concat()
    };
    let numbers = many(b"N", b"(", b"t");
    let pairs = many(b"h\x02", b"NN\x86q\x02](", b"e");
    let entries = many(b"NN", b"}(", b"u");
    let foreign = b"cx\ny\nq\x00".to_vec();
    let ordered = b"ccollections\nOrderedDict\nq\x00".to_vec();
    let float = [
        &b"ctorch._utils\n_rebuild_tensor_v2\nq\x00"[..],
        b"(X\x07\0\0\0storagectorch\nFloatStorage\nX\x01\0\0\x000X\x03\0\0\0cpuK\x06tQq\x03",
    ];
    let float = float.concat();
    for (callee, recalled, call, fault) in [
        (&foreign, &numbers, &b"h\x00h\x01R"[..], None),
        (
            &ordered,
            &numbers,
            b"h\x00h\x01R",
            Some("calls with 100000 arguments"),
        ),
        (
            &ordered,
            &pairs,
            b"h\x00h\x01\x85R",
            Some("makes more than"),
        ),
        (
            &float,
            &entries,
            b"h\x00(h\x03K\x00))NNh\x01tR",
            Some("is malformed"),
        ),
    ] {
        let calls = [call, b"0"].concat().repeat(50_000);
        let pickle = [callee, recalled, &calls[..], b"N."].concat();
        let fault_met = run(&pickle).err().map(|fault| Refusal::from(fault).fault);
        match fault {
            Some(fault) => assert!(fault_met.unwrap().contains(fault)),
            None => assert_eq!(fault_met, None),
        }
    }
}

/// A call of `function` on a storage of six floats, with these opcodes behind it.
fn rebuilt(function: &str, class: &str, arguments: &[u8]) -> Result<String, Fault> {
    let storage = format!("(X\x07\0\0\0storagec{class}\nX\x01\0\0\00X\x03\0\0\0cpuK\x06tQ");
    let call = format!("ctorch._utils\n{function}\n({storage}");
    shown(&[call.as_bytes(), arguments, b"tR."].concat())
}

#[test]
fn tensors_lie_within_their_storages() {
    let float = "torch\nFloatStorage";
    let v2 = |arguments: &[u8]| rebuilt("_rebuild_tensor_v2", float, arguments);
    for (held, arguments) in [
        (true, &b"K\x00K\x02K\x03\x86K\x03K\x01\x86\x89N"[..]),
        (true, b"K\x05))\x89N"),
        (true, b"K\x00K\x00\x85K\x01\x85\x89N"),
        (true, b"J\xff\xff\xff\x7fK\x00\x85K\x01\x85\x89N"),
        (true, b"K\x05M\xff\xff\x85K\x00\x85\x89N}"),
        (false, b"K\x06))\x89N"),
        (false, b"K\x01K\x02K\x03\x86K\x03K\x01\x86\x89N"),
        (false, b"J\xff\xff\xff\xff))\x89N"),
        (false, b"K\x00J\xff\xff\xff\xff\x85K\x01\x85\x89N"),
        (false, b"K\x00K\x02\x85J\xff\xff\xff\xff\x85\x89N"),
        (false, b"K\x00K\x02\x85)\x89N"),
        (
            false,
            b"K\x00K\x02\x85\x8a\x08\xff\xff\xff\xff\xff\xff\xff\x7f\x85\x89N",
        ),
        (
            false,
            b"K\x00\x8a\x08\xff\xff\xff\xff\xff\xff\xff\x7f\x85K\x01\x85\x89N",
        ),
        (false, b"K\x00K\x01K\x01"),
        (false, b"K\x00))"),
        (false, b""),
    ] {
        let shown = v2(arguments);
        assert_eq!(shown.is_ok(), held, "{arguments:?}: {shown:?}");
    }
    assert_eq!(
        rebuilt("_rebuild_tensor", float, b"K\x00))").unwrap(),
        "a tensor"
    );
}

#[test]
fn dtypes_come_from_the_storage_or_from_the_call() {
    let v3 = |class: &str, dtype: &str| {
        let arguments = format!("K\0K\x03\u{85}K\x01\u{85}NNc{dtype}\n");
        let arguments: Vec<u8> = arguments.chars().map(|one| one as u8).collect();
        rebuilt("_rebuild_tensor_v3", class, &arguments)
    };
    let untyped = "torch.storage\nUntypedStorage";
    assert_eq!(v3(untyped, "torch\nuint16").unwrap(), "a tensor");
    assert!(v3(untyped, "torch\nuint32").is_err());
    assert!(v3("torch\nFloatStorage", "torch\nuint16").is_err());
    assert_eq!(
        v3(untyped, "torch\ncomplex128").unwrap(),
        "of dtype complex128"
    );
    assert_eq!(
        v3(untyped, "torch\nunheard_of").unwrap(),
        "`torch.unheard_of`"
    );
    let arguments = b"K\x00))\x89N";
    let quantised = rebuilt("_rebuild_tensor_v2", "torch\nQInt8Storage", arguments);
    assert_eq!(quantised.unwrap(), "quantised");
    assert!(rebuilt("_rebuild_tensor_v2", untyped, arguments).is_err());
    let negative = b"K\x00))\x89N}X\x03\0\0\0neg\x88s";
    let negative = rebuilt("_rebuild_tensor_v2", "torch\nFloatStorage", negative);
    assert_eq!(negative.unwrap(), "a negative view");
}
