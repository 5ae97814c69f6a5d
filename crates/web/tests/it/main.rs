//! Pages through HTTP, as a browser sends and reads them.

mod agreement;
mod attendance;
mod exams;
mod house;
mod lists;
mod people;
mod placement;
mod rules;
mod several;
mod site;
mod work;
