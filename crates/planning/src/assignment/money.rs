//! Whole-number money in three widths, so that every bound is exact and small problems stay fast.
//!
//! A `Cost` is stored per option; its `Sum` adds up many of them. Ranges are checked once, in `scale`; nothing here
//! checks again.

use std::fmt::Debug;
use std::ops::{Add, AddAssign, Neg, Sub, SubAssign};

/// A sum of many costs.
pub(crate) trait Sum:
    Copy
    + Ord
    + Default
    + Debug
    + Send
    + Sync
    + Add<Output = Self>
    + Sub<Output = Self>
    + Neg<Output = Self>
    + AddAssign
    + SubAssign
    + 'static
{
    /// Larger than every sum that occurs, and still safe to add one sum to.
    const FAR: Self;
    /// Times a number of people.
    fn times(self, count: u32) -> Self;
    /// For guidance only.
    fn float(self) -> f64;
    /// From a whole number held in a float; saturates.
    fn from_float(value: f64) -> Self;
    /// Exact value for reporting.
    fn exact(self) -> i128;
    /// From a value that was checked to fit.
    fn from_exact(value: i128) -> Self;
}

macro_rules! sum {
    ($t:ty) => {
        impl Sum for $t {
            const FAR: Self = <$t>::MAX / 4;
            fn times(self, count: u32) -> Self {
                self * <$t>::from(count)
            }
            fn float(self) -> f64 {
                self as f64
            }
            fn from_float(value: f64) -> Self {
                value as $t
            }
            fn exact(self) -> i128 {
                i128::from(self)
            }
            fn from_exact(value: i128) -> Self {
                value as $t
            }
        }
    };
}
sum!(i64);
sum!(i128);

/// The cost of one seat.
pub(crate) trait Cost: Copy + Ord + Default + Debug + Send + Sync + 'static {
    /// Adds up many of them.
    type Sum: Sum;
    /// A cost with a position, ordered by cost, then position.
    type Key: Copy + Ord + Debug + Send;
    /// Larger than every reduced cost.
    const FAR: Self;
    /// Lowest price a person's seat may fall to.
    const FLOOR: Self;
    /// As a sum.
    fn wide(self) -> Self::Sum;
    /// From a value that was checked to fit.
    fn from_exact(value: i128) -> Self;
    /// From a sum, held within the range of costs.
    fn narrow(sum: Self::Sum) -> Self;
    /// Difference; both are within the checked range, or one is `FAR`.
    fn minus(self, other: Self) -> Self;
    /// Sum that stays below `FAR`.
    fn plus(self, other: Self) -> Self;
    /// Moves by a guided amount, within `FLOOR` and `top`.
    fn nudge(self, by: f32, top: Self) -> Self;
    /// Packs a cost with a position.
    fn key(self, position: u32) -> Self::Key;
    /// Unpacks.
    fn unpack(key: Self::Key) -> (Self, u32);
}

impl Cost for i32 {
    type Sum = i64;
    type Key = i64;
    const FAR: Self = i32::MAX;
    const FLOOR: Self = -(1 << 29);
    fn wide(self) -> i64 {
        i64::from(self)
    }
    fn from_exact(value: i128) -> Self {
        value as i32
    }
    fn narrow(sum: i64) -> Self {
        sum.clamp(-(1 << 29), 1 << 29) as i32
    }
    fn minus(self, other: Self) -> Self {
        self.wrapping_sub(other)
    }
    fn plus(self, other: Self) -> Self {
        self.saturating_add(other)
    }
    fn nudge(self, by: f32, top: Self) -> Self {
        self.saturating_add(by as i32).min(top).max(Self::FLOOR)
    }
    fn key(self, position: u32) -> i64 {
        (i64::from(self) << 32) | i64::from(position)
    }
    fn unpack(key: i64) -> (Self, u32) {
        ((key >> 32) as i32, key as u32)
    }
}

macro_rules! wide_cost {
    ($t:ty, $far:expr, $floor:expr) => {
        impl Cost for $t {
            type Sum = $t;
            type Key = ($t, u32);
            const FAR: Self = $far;
            const FLOOR: Self = $floor;
            fn wide(self) -> $t {
                self
            }
            fn from_exact(value: i128) -> Self {
                value as $t
            }
            fn narrow(sum: $t) -> Self {
                sum.clamp($floor, -$floor)
            }
            fn minus(self, other: Self) -> Self {
                self.wrapping_sub(other)
            }
            fn plus(self, other: Self) -> Self {
                self.saturating_add(other)
            }
            fn nudge(self, by: f32, top: Self) -> Self {
                self.saturating_add(f64::from(by) as $t).min(top).max(Self::FLOOR)
            }
            fn key(self, position: u32) -> Self::Key {
                (self, position)
            }
            fn unpack(key: Self::Key) -> (Self, u32) {
                key
            }
        }
    };
}
// A person's price may fall this far; `scale` lets so few people in that the sum of all prices still fits.
wide_cost!(i64, 1 << 60, -(1 << 43));
wide_cost!(i128, 1 << 120, -(1 << 71));
