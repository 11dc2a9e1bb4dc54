//! Lines of Python that a person can paste into a shell.

use std::path::Path;

/// The most bytes of a path that is written out.
const LONGEST: usize = 70;

/// How Python opens a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Load {
    /// As tensors and plain values.
    Plain,
    /// With whatever code it brings.
    Trusting,
    /// As a program.
    Script,
}

/// The advice to run a line that saves, of the file at `path`, loaded as `x`, what this expression stands for.
pub fn line(path: &Path, load: Load, expression: &str) -> String {
    let file = path
        .to_str()
        .filter(|file| is_plain(file) && file.len() <= LONGEST);
    let file = file.unwrap_or("FILE");
    let stem = Path::new(file).file_stem().and_then(|stem| stem.to_str());
    let new = format!("{}-tensors.pt", stem.unwrap_or("FILE"));
    let (trust, loaded) = match load {
        Load::Plain => ("", format!("torch.load('{file}')")),
        Load::Trusting => (
            "if you trust it, ",
            format!("torch.load('{file}', weights_only=False)"),
        ),
        Load::Script => ("if you trust it, ", format!("torch.jit.load('{file}')")),
    };
    format!(
        "{trust}save it as tensors: python -c \"import torch; x = {loaded}; torch.save({expression}, '{new}')\""
    )
}

/// The item of a dict under this key; none where the key would need more than quotes.
pub fn item(key: &str) -> Option<String> {
    is_plain(key).then(|| format!("['{key}']"))
}

/// Whether a text means itself between quotes of Python within quotes of a shell.
fn is_plain(text: &str) -> bool {
    let special = |c: char| c.is_control() || "'\"\\$`!".contains(c);
    !text.contains(special)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_can_be_pasted() {
        assert_eq!(
            line(Path::new("a/net.v2.pt"), Load::Trusting, "x.state_dict()"),
            "if you trust it, save it as tensors: python -c \"import torch; \
             x = torch.load('a/net.v2.pt', weights_only=False); \
             torch.save(x.state_dict(), 'net.v2-tensors.pt')\""
        );
        assert!(
            line(Path::new("n"), Load::Plain, "x").contains("torch.load('n'); torch.save(x, 'n-t")
        );
        assert!(line(Path::new("n"), Load::Script, "x").contains("torch.jit.load('n')"));
    }

    #[test]
    fn what_a_shell_would_read_otherwise_is_not_written_out() {
        let long = "x".repeat(200);
        for path in ["it's.pt", "$HOME.pt", "`id`.pt", "a\"b", "a\nb", &long] {
            let line = line(Path::new(path), Load::Plain, "x");
            assert!(line.contains("torch.load('FILE')"), "{line}");
            assert!(line.contains("'FILE-tensors.pt'"), "{line}");
        }
        assert_eq!(item("a b").as_deref(), Some("['a b']"));
        assert_eq!(item("a'b"), None);
    }
}
