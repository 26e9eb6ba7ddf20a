//! Files of others, read into forms of this program.

pub mod schedules;
