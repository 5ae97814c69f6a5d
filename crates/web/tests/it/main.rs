//! Pages through HTTP, as a browser sends and reads them.

mod agreement;
mod attendance;
mod counselling;
mod exams;
mod graduates;
mod house;
mod lists;
mod measures;
mod people;
mod placement;
mod record;
mod relocations;
mod round;
mod rules;
mod several;
mod site;
mod start_plans;
mod vocational;
mod work;
