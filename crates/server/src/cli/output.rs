//! Words on standard output. A reader that has gone away (`| head`) is no fault of the work that was done,
//! so nothing here stops or panics. Not for errors: they go to standard error.

use std::fmt::Arguments;
use std::io::Write;

/// Writes words as they are.
pub fn write(words: Arguments<'_>) {
    let mut output = std::io::stdout().lock();
    // whoever closed the pipe does not want the rest; what was done stays done
    let _ = output.write_fmt(words).and_then(|()| output.flush());
}

/// `print!` that survives a closed pipe.
macro_rules! say {
    ($($words:tt)*) => { $crate::cli::output::write(format_args!($($words)*)) };
}

/// `println!` that survives a closed pipe.
macro_rules! say_line {
    () => { $crate::cli::output::write(format_args!("\n")) };
    ($($words:tt)*) => { $crate::cli::output::write(format_args!("{}\n", format_args!($($words)*))) };
}

pub(crate) use {say, say_line};
