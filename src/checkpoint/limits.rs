//! How many files may be open at once.

use rustix::process::{Resource, getrlimit, setrlimit};

/// Allows as many open files as the system lets this process have: every shard of a checkpoint stays
/// open. Where nothing more is allowed, opening one file too many says so.
pub fn allow_many_files() {
    let mut limit = getrlimit(Resource::Nofile);
    if limit.current != limit.maximum {
        limit.current = limit.maximum;
        let _ = setrlimit(Resource::Nofile, limit);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limit_is_the_most_that_is_allowed() {
        allow_many_files();
        let limit = getrlimit(Resource::Nofile);
        assert_eq!(limit.current, limit.maximum);
    }
}
