//! Between HTTP and pages: routes, sessions, rights, forms, answers. Not for any page.

mod answer;
mod dispatch;
mod input;
mod problem;
mod read;
mod route;
mod session;
mod staff;
mod throttle;

pub use answer::{Answer, Markup};
pub use dispatch::router;
pub use input::{Input, Upload};
pub use problem::{Problem, sentence};
pub use read::{Read, parse_day};
pub use route::{Access, Handler, Method, Route, needs};
pub use session::{COOKIE, LONGEST, session_cookie, token_hash};
pub use staff::{Staff, Visitor};
pub use throttle::Throttle;
