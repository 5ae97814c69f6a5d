//! Changes, one file each. A command is a struct with its input, `demand()` and `run()`.
//! Model to copy: `save_organisation`.

mod save_organisation;

pub use save_organisation::SaveOrganisation;
