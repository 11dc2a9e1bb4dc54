//! What is wrong with archives that cannot be read, in words of our own.

use crate::checkpoint::input::InputFile;
use crate::checkpoint::refusal::Refusal;
use crate::error::Error;
use crate::tensor::Bytes;
use std::io;
use zip::result::ZipError;

/// What the record at the end of an archive begins with (APPNOTE 4.3.16).
const END: &[u8; 4] = b"PK\x05\x06";
/// How far from the end of a file that record may begin: its length, and that of the longest comment.
const FARTHEST: u64 = 22 + 0xffff;

/// What is wrong where the directory of an archive cannot be read.
pub fn of_directory(input: &InputFile, error: &ZipError) -> Refusal {
    if let Some(own) = own(error) {
        return own.clone().into();
    }
    let fault = match end(input) {
        Some(at) => format!(
            "its zip archive is damaged: its directory is not where its end, at byte {at}, says"
        ),
        None => {
            let bytes = input.stamp().bytes;
            format!("its zip archive is damaged: it has no directory at its end, byte {bytes}")
        }
    };
    fault.into()
}

/// What is wrong where the header of an entry cannot be read.
pub fn of_entry(name: &str, error: &ZipError) -> Refusal {
    match own(error) {
        Some(own) => own.clone().into(),
        None => {
            format!("its zip archive is damaged: no entry `{name}` is where it should be").into()
        }
    }
}

/// Our own failure to read a file, where that is the reason of one of the library.
pub fn own_of(cause: &io::Error) -> Option<&Error> {
    cause.get_ref()?.downcast_ref()
}

fn own(error: &ZipError) -> Option<&Error> {
    match error {
        ZipError::Io(cause) => own_of(cause),
        _ => None,
    }
}

/// Where the last record of the archive begins.
fn end(input: &InputFile) -> Option<u64> {
    let bytes = input.stamp().bytes;
    let begin = bytes.saturating_sub(FARTHEST);
    let mut last = vec![0; (bytes - begin) as usize];
    input.read_at(begin, &mut last).ok()?;
    let found = last.windows(END.len()).rposition(|window| window == END)?;
    Some(begin + found as u64)
}
