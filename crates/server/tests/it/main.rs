//! Tests of the whole house: walls, printed tables, glossary, routes, journeys through HTTP.

mod architecture;
mod authorisation;
mod blessed;
mod glossary;
mod lifecycles;
mod plan_commands;
mod routes_covered;
mod sample_config;
mod wording_complete;
