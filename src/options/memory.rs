//! How much memory there is: that of the machine, or what its container may take of it.

use std::fs;
use std::path::Path;

/// The most memory this process may take, in bytes; `u64::MAX` where the system does not say.
pub fn most() -> u64 {
    most_of(&|path| fs::read_to_string(path).ok())
}

/// The same, from the text of system files.
fn most_of(read: &dyn Fn(&Path) -> Option<String>) -> u64 {
    let machine = read(Path::new("/proc/meminfo")).and_then(|text| total(&text));
    let groups = read(Path::new("/proc/self/cgroup")).unwrap_or_default();
    let limits = groups.lines().filter_map(|line| limit(line, read));
    limits.chain(machine).min().unwrap_or(u64::MAX)
}

/// The line `MemTotal: ... kB` of `/proc/meminfo`.
fn total(text: &str) -> Option<u64> {
    let line = text
        .lines()
        .find_map(|line| line.strip_prefix("MemTotal:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    kilobytes.checked_mul(1024)
}

/// The least limit of a control group and those around it. A line of `/proc/self/cgroup` is
/// `NUMBER:CONTROLLERS:PATH`, without controllers in version 2 (cgroups(7)).
fn limit(line: &str, read: &dyn Fn(&Path) -> Option<String>) -> Option<u64> {
    let mut parts = line.splitn(3, ':').skip(1);
    let (controllers, group) = (parts.next()?, parts.next()?);
    let (root, file) = match controllers {
        "" => ("/sys/fs/cgroup", "memory.max"),
        _ if controllers.split(',').any(|name| name == "memory") => {
            ("/sys/fs/cgroup/memory", "memory.limit_in_bytes")
        }
        _ => return None,
    };
    let groups = Path::new(group.trim_start_matches('/')).ancestors();
    let limits = groups.filter_map(|group| read(&Path::new(root).join(group).join(file)));
    // A group without a limit says `max`, or a number beyond any machine.
    limits.filter_map(|text| text.trim().parse().ok()).min()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The most memory on a system of these files.
    fn most_with(files: &[(&str, &str)]) -> u64 {
        most_of(&|path| {
            let file = files.iter().find(|(name, _)| Path::new(name) == path);
            file.map(|(_, text)| (*text).to_string())
        })
    }

    const MACHINE: (&str, &str) = (
        "/proc/meminfo",
        "MemTotal:       16384 kB\nMemFree:          100 kB\n",
    );

    #[test]
    fn a_machine_has_what_it_has() {
        assert_eq!(most_with(&[MACHINE]), 16 << 20);
        assert_eq!(most_with(&[]), u64::MAX);
        assert_eq!(
            most_with(&[("/proc/meminfo", "MemTotal: much\n")]),
            u64::MAX
        );
        assert!(most() > 1 << 20);
    }

    #[test]
    fn a_container_has_what_the_groups_around_it_leave() {
        let files = [
            MACHINE,
            ("/proc/self/cgroup", "0::/outer/inner\n"),
            ("/sys/fs/cgroup/outer/inner/memory.max", "max\n"),
            ("/sys/fs/cgroup/outer/memory.max", "4194304\n"),
        ];
        assert_eq!(most_with(&files), 4 << 20);
        let files = [
            MACHINE,
            ("/proc/self/cgroup", "0::/\n"),
            ("/sys/fs/cgroup/memory.max", "8388608\n"),
        ];
        assert_eq!(most_with(&files), 8 << 20);
        let files = [
            MACHINE,
            ("/proc/self/cgroup", "4:cpu:/x\n3:hugetlb,memory:/y\n0::/\n"),
            ("/sys/fs/cgroup/memory/y/memory.limit_in_bytes", "1048576\n"),
            (
                "/sys/fs/cgroup/memory/memory.limit_in_bytes",
                "9223372036854771712\n",
            ),
        ];
        assert_eq!(most_with(&files), 1 << 20);
    }
}
