//! Pages through HTTP, as a browser sends and reads them.

mod agreement;
mod house;
mod lists;
mod placement;
mod site;
