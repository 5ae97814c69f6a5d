//! From a file of rows to commands, in chunks.
