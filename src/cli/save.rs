//! Writing files whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use crate::explorer::files::{Over, Refusal};

/// Puts a text into a file: a new one beside it takes its place once everything is on the disk, so that whatever
/// happens meanwhile the old text is there or the new one. A link is followed; the permissions of a file that is
/// replaced stay.
///
/// # Errors
/// When there is a file that may not be replaced, or the system refuses. Nothing has changed then.
pub(super) fn save(path: &Path, text: &str, over: &Over) -> Result<(), Refusal> {
    save_unless(path, text, over, || Ok(()))
}

/// The same, with something that may fail at the last moment before the new file takes its place.
fn save_unless(
    path: &Path,
    text: &str,
    over: &Over,
    before_rename: impl FnOnce() -> io::Result<()>,
) -> Result<(), Refusal> {
    let target = followed(path).map_err(|err| Refusal::Failed(reason(path, &err)))?;
    let failed = |err: io::Error| Refusal::Failed(reason(&target, &err));
    let present = match fs::metadata(&target) {
        Ok(present) if !present.is_file() => {
            return Err(Refusal::Failed(format!("{} is no file: give the name of one", path.display())));
        }
        Ok(present) if present.permissions().readonly() => {
            return Err(Refusal::Failed(format!("{} is read-only: give another name", path.display())));
        }
        Ok(present) => Some(present),
        Err(err) if err.kind() == ErrorKind::NotFound => None,
        Err(err) => return Err(failed(err)),
    };
    if present.is_some() {
        match over {
            Over::Nothing => return Err(Refusal::Exists),
            Over::Known(known) if fs::read(&target).map_err(failed)? != known.as_bytes() => {
                return Err(Refusal::Changed);
            }
            Over::Known(_) | Over::Anything => {}
        }
    }
    let mut draft = Draft::beside(&target).map_err(failed)?;
    let permissions = present.map(|present| present.permissions());
    draft.fill(text, permissions).and_then(|()| before_rename()).map_err(failed)?;
    match over {
        Over::Nothing => draft.stand_as(&target).map_err(|err| match err.kind() {
            ErrorKind::AlreadyExists => Refusal::Exists,
            _ => failed(err),
        }),
        Over::Known(_) | Over::Anything => draft.replace(&target).map_err(failed),
    }
}

/// Links that are followed before they are taken for a circle.
const LINKS: usize = 40;

/// Where a path leads, also when nothing is there yet.
fn followed(path: &Path) -> io::Result<PathBuf> {
    let mut target = path.to_owned();
    for _ in 0..LINKS {
        if !fs::symlink_metadata(&target).is_ok_and(|found| found.is_symlink()) {
            return Ok(target);
        }
        let next = fs::read_link(&target)?;
        target = target.parent().unwrap_or(Path::new("")).join(next);
    }
    Err(io::Error::other("its links lead in a circle"))
}

/// What failed, and what to do.
fn reason(path: &Path, err: &io::Error) -> String {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    match (err.kind(), folder) {
        // Some file systems, such as /proc, say of a new file that it is not found.
        (ErrorKind::NotFound, Some(folder)) if folder.is_dir() => {
            format!("the folder {} takes no new files: give another", folder.display())
        }
        (ErrorKind::NotFound, Some(folder)) => {
            format!("there is no folder {}: make it, or give another", folder.display())
        }
        _ => format!("{} cannot be written: {err}; {}", path.display(), remedy(err)),
    }
}

/// Why a folder cannot be made, and what to do.
pub(super) fn unmade(folder: &Path, err: &io::Error) -> String {
    format!("the folder {} cannot be made: {err}; {}", folder.display(), remedy(err))
}

/// What to do where the system refuses to write.
fn remedy(err: &io::Error) -> &'static str {
    match err.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "make room, or give another place",
        ErrorKind::InvalidFilename => "give a shorter name",
        ErrorKind::AlreadyExists | ErrorKind::NotADirectory => "a file is in the way: give another place",
        _ => "give another place",
    }
}

/// A file that is to take another's place; until then it is removed when it is dropped.
struct Draft {
    file: File,
    path: Option<PathBuf>,
}

/// Names that are tried for a draft: one that was left by a process that was killed may bear the first.
const NAMES: u32 = 100;

impl Draft {
    fn beside(target: &Path) -> io::Result<Self> {
        let name = target.file_name().ok_or_else(|| io::Error::other("the path ends in no name"))?;
        for number in 0..NAMES {
            let mut draft = std::ffi::OsString::from(".");
            draft.push(name);
            draft.push(format!(".{}-{number}.tmp", std::process::id()));
            let path = target.with_file_name(draft);
            match OpenOptions::new().write(true).create_new(true).open(&path) {
                Ok(file) => return Ok(Self { file, path: Some(path) }),
                Err(err) if err.kind() == ErrorKind::AlreadyExists => {}
                Err(err) => return Err(err),
            }
        }
        Err(io::Error::other("drafts of other saves are in the way"))
    }

    fn fill(&mut self, text: &str, permissions: Option<fs::Permissions>) -> io::Result<()> {
        if let Some(permissions) = permissions {
            self.file.set_permissions(permissions)?;
        }
        self.file.write_all(text.as_bytes())?;
        self.file.sync_all()
    }

    /// Takes the place of what stands there, if something does.
    fn replace(mut self, target: &Path) -> io::Result<()> {
        if let Some(draft) = &self.path {
            fs::rename(draft, target)?;
        }
        self.path = None;
        keep_name(target);
        Ok(())
    }

    /// Takes a name that nothing bears, also not since a moment ago: unlike a rename, a link replaces nothing.
    fn stand_as(self, target: &Path) -> io::Result<()> {
        let Some(draft) = &self.path else { return Ok(()) };
        match fs::hard_link(draft, target) {
            Ok(()) => {
                // Without its first name, which goes with the draft.
                drop(self);
                keep_name(target);
                Ok(())
            }
            Err(err) if err.kind() == ErrorKind::AlreadyExists => Err(err),
            // Not every file system has links.
            Err(_) if fs::symlink_metadata(target).is_ok() => Err(ErrorKind::AlreadyExists.into()),
            Err(_) => self.replace(target),
        }
    }
}

/// The name of a file is on the disk when its folder is; not every file system lets that be asked for.
fn keep_name(file: &Path) {
    if cfg!(unix)
        && let Ok(folder) = File::open(folder(file))
    {
        let _ = folder.sync_all();
    }
}

/// The folder of a file, which of a bare name is the present one.
fn folder(file: &Path) -> &Path {
    match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        Some(_) | None => Path::new("."),
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        if let Some(draft) = self.path.take() {
            // Nobody is left to tell, and the failure that led here says what matters.
            let _ = fs::remove_file(draft);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder that goes away with the test.
    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str) -> Self {
            let path = std::env::temp_dir().join(format!("runtime-explorer-{name}-{}", std::process::id()));
            fs::create_dir_all(&path).unwrap();
            Self(path)
        }

        fn file(&self, name: &str, text: &str) -> PathBuf {
            let path = self.0.join(name);
            fs::write(&path, text).unwrap();
            path
        }

        fn names(&self) -> Vec<String> {
            let entries = fs::read_dir(&self.0).unwrap();
            let mut names: Vec<String> =
                entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
            names.sort();
            names
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn a_fault_between_writing_and_renaming_leaves_the_old_file_and_no_litter() {
        let folder = Folder::new("fault");
        let path = folder.file("a.toml", "old");
        let fault = || Err(io::Error::from(ErrorKind::StorageFull));
        let refused = save_unless(&path, "new", &Over::Anything, fault).unwrap_err();
        let Refusal::Failed(why) = refused else { panic!("{refused:?}") };
        assert!(
            why.contains("a.toml cannot be written: ") && why.ends_with("; make room, or give another place"),
            "{why}"
        );
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        assert_eq!(folder.names(), ["a.toml"]);
    }

    #[test]
    fn up_to_the_last_moment_the_old_text_stands_there_whole() {
        let folder = Folder::new("moment");
        let path = folder.file("a.toml", "old");
        let look = || {
            assert_eq!(fs::read_to_string(&path)?, "old");
            assert_eq!(folder.names().len(), 2, "the draft stands beside it");
            Ok(())
        };
        save_unless(&path, "new", &Over::Anything, look).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        assert_eq!(folder.names(), ["a.toml"]);
    }

    #[test]
    fn what_appears_at_the_last_moment_is_not_replaced() {
        let folder = Folder::new("appears");
        let path = folder.0.join("a.toml");
        let appear = || fs::write(&path, "somebody else's");
        assert_eq!(save_unless(&path, "new", &Over::Nothing, appear), Err(Refusal::Exists));
        assert_eq!(fs::read_to_string(&path).unwrap(), "somebody else's");
        assert_eq!(folder.names(), ["a.toml"]);
    }

    /// Where the process that is to be killed finds its file.
    const DOOMED: &str = "RUNTIME_EXPLORER_DOOMED_SAVE";

    /// Calls itself as another process, which stops at the last moment before the rename and is killed there, without
    /// any chance to clean up.
    #[test]
    fn a_process_killed_between_writing_and_renaming_leaves_the_old_file_whole() {
        if let Some(path) = std::env::var_os(DOOMED) {
            let wait = || {
                println!("written");
                loop {
                    std::thread::park();
                }
            };
            save_unless(Path::new(&path), "new", &Over::Anything, wait).unwrap();
        }
        let folder = Folder::new("killed");
        let path = folder.file("a.toml", "old");
        let mut doomed = std::process::Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "--nocapture"])
            .arg(
                concat!(
                    module_path!(),
                    "::a_process_killed_between_writing_and_renaming_leaves_the_old_file_whole"
                )
                .split_once("::")
                .unwrap()
                .1,
            )
            .env(DOOMED, &path)
            .stdout(std::process::Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = io::BufRead::lines(io::BufReader::new(doomed.stdout.take().unwrap()));
        assert!(lines.any(|line| line.unwrap().contains("written")), "the save never came so far");
        doomed.kill().unwrap();
        doomed.wait().unwrap();

        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        assert_eq!(folder.names().len(), 2, "what was written beside it is all that is left");
        // Nor does that keep anybody from saving.
        save(&path, "newer", &Over::Known("old".to_owned())).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "newer");
    }

    #[test]
    fn only_what_may_be_replaced_is() {
        let folder = Folder::new("over");
        let path = folder.file("a.toml", "old");
        assert_eq!(save(&path, "new", &Over::Nothing), Err(Refusal::Exists));
        assert_eq!(save(&path, "new", &Over::Known("older".to_owned())), Err(Refusal::Changed));
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        assert_eq!(save(&path, "new", &Over::Known("old".to_owned())), Ok(()));
        assert_eq!(save(&path, "newer", &Over::Anything), Ok(()));
        assert_eq!(fs::read_to_string(&path).unwrap(), "newer");
        assert_eq!(save(&folder.0.join("b.toml"), "b", &Over::Known("gone".to_owned())), Ok(()));
        for (path, part) in
            [(folder.0.clone(), "is no file"), (folder.0.join("no/a.toml"), "there is no folder")]
        {
            let refused = save(&path, "", &Over::Anything).unwrap_err();
            assert!(matches!(&refused, Refusal::Failed(why) if why.contains(part)), "{refused:?}");
        }
        assert_eq!(folder.names(), ["a.toml", "b.toml"]);
    }

    #[test]
    fn a_bare_name_stands_in_the_present_folder() {
        for (file, expected) in [("a.svg", "."), ("./a.svg", "."), ("b/a.svg", "b"), ("/a.svg", "/")] {
            assert_eq!(folder(Path::new(file)), Path::new(expected), "{file}");
        }
        assert!(File::open(folder(Path::new("a.svg"))).is_ok(), "it can be put on the disk");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_folder_that_takes_no_files_is_not_said_to_be_missing() {
        let refused = save(Path::new("/proc/a.toml"), "", &Over::Nothing).unwrap_err();
        let says_so = |why: &str| why == "the folder /proc takes no new files: give another";
        assert!(matches!(&refused, Refusal::Failed(why) if says_so(why)), "{refused:?}");
    }

    #[cfg(unix)]
    #[test]
    fn permissions_stay_and_links_are_followed() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = Folder::new("links");
        let path = folder.file("a.toml", "old");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        symlink("a.toml", folder.0.join("one")).unwrap();
        symlink("one", folder.0.join("two")).unwrap();
        save(&folder.0.join("two"), "new", &Over::Anything).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
        assert!(fs::symlink_metadata(folder.0.join("two")).unwrap().is_symlink());

        symlink("b.toml", folder.0.join("dangling")).unwrap();
        save(&folder.0.join("dangling"), "b", &Over::Nothing).unwrap();
        assert_eq!(fs::read_to_string(folder.0.join("b.toml")).unwrap(), "b");

        symlink("no/c.toml", folder.0.join("astray")).unwrap();
        let refused = save(&folder.0.join("astray"), "c", &Over::Nothing).unwrap_err();
        let missing = folder.0.join("no").display().to_string();
        let says_which = |why: &str| why.contains(&format!("there is no folder {missing}:"));
        assert!(matches!(&refused, Refusal::Failed(why) if says_which(why)), "{refused:?}");

        symlink("circle", folder.0.join("circle")).unwrap();
        assert!(matches!(save(&folder.0.join("circle"), "", &Over::Nothing), Err(Refusal::Failed(_))));

        fs::set_permissions(&path, fs::Permissions::from_mode(0o440)).unwrap();
        let refused = save(&path, "", &Over::Anything).unwrap_err();
        assert!(matches!(&refused, Refusal::Failed(why) if why.contains("read-only")), "{refused:?}");
    }
}
