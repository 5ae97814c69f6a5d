//! How much of a file is accepted. Not for time limits: the caller decides how long it waits.

/// Bounds a file must keep; a file beyond one of them is refused with a fault that names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Largest workbook (XLSX, XLS, ODS) in bytes as uploaded.
    pub workbook_bytes: u64,
    /// Largest text file in bytes as uploaded.
    pub text_bytes: u64,
    /// Largest sum of the unpacked parts of a workbook in bytes.
    pub unpacked_bytes: u64,
    /// Most filled cells a workbook may hold in one sheet.
    pub cells: u64,
    /// Most columns a table may have.
    pub columns: u32,
    /// Longest text of one cell in bytes (Excel itself ends at 32,767 characters).
    pub cell_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            workbook_bytes: 50 << 20,
            text_bytes: 2 << 30,
            unpacked_bytes: 600 << 20,
            cells: 6_000_000,
            columns: 1_000,
            cell_bytes: 256 << 10,
        }
    }
}
