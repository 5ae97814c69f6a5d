//! Pages through HTTP, as a browser sends and reads them.

mod agreement;
mod attendance;
mod house;
mod lists;
mod people;
mod placement;
mod rules;
mod several;
mod site;
mod vocational;
mod work;
