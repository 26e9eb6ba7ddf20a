//! The names of the files of `data/`.

/// Every file of `data/`, in the order in which lists show their entries; listings stand in `code/`.
pub const FILES: &[&str] = &[
    "sources.toml",
    "claims.toml",
    "frameworks.toml",
    "web.toml",
    "compute.toml",
    "usage.toml",
    "labour.toml",
    "price.toml",
    "cold_start.toml",
    "ecosystem.toml",
    "concurrency.toml",
    "policy.toml",
    "judgement.toml",
    "rules.toml",
    "releases.toml",
    "practices.toml",
    "code/status.mjs",
    "code/status.py",
    "code/fetch.mjs",
    "code/fetch.py",
    "code/offload.mjs",
    "code/offload.py",
    "code/offload.go",
    "code/pool.mjs",
    "code/pool.py",
    "code/jobqueue.mjs",
    "code/jobqueue.py",
    "code/jobqueue.go",
    "code/lag.mjs",
    "code/lag.py",
];

/// What stands between the texts of two files where the program carries them: neither TOML nor a listing may have it.
pub(crate) const BETWEEN: &str = "\0";
