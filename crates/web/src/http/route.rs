//! One line of the route table: method, path, who may, handler.

use super::{Answer, Input, Problem, Staff, Visitor};
use domain::access::{Action, Resource};
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

/// Request methods in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Method {
    Get,
    Post,
}

/// Who may use a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Anybody, without login.
    Public,
    /// Anybody who is logged in.
    Account,
    /// Whoever the access table grants this.
    Needs(Action, Resource),
}

type Future_ = Pin<Box<dyn Future<Output = Result<Answer, Problem>> + Send>>;

/// A boxed handler.
#[derive(Clone)]
pub enum Handler {
    Staff(Arc<dyn Fn(Staff, Input) -> Future_ + Send + Sync>),
    Public(Arc<dyn Fn(Visitor, Input) -> Future_ + Send + Sync>),
}

/// One route.
#[derive(Clone)]
pub struct Route {
    pub method: Method,
    pub path: &'static str,
    pub access: Access,
    pub handler: Handler,
    /// Largest body in bytes.
    pub limit: usize,
}

/// Access by the table.
pub fn needs(action: Action, resource: Resource) -> Access {
    Access::Needs(action, resource)
}

/// Forms are small; uploads say so.
const FORM: usize = 2 * 1024 * 1024;

impl Route {
    /// A page for staff.
    pub fn get<F, Fut>(path: &'static str, access: Access, handler: F) -> Route
    where
        F: Fn(Staff, Input) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<Answer, Problem>> + Send + 'static,
    {
        let handler = Handler::Staff(Arc::new(move |staff, input| Box::pin(handler(staff, input))));
        Route { method: Method::Get, path, access, handler, limit: FORM }
    }

    /// A change by staff.
    pub fn post<F, Fut>(path: &'static str, access: Access, handler: F) -> Route
    where
        F: Fn(Staff, Input) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<Answer, Problem>> + Send + 'static,
    {
        Route { method: Method::Post, ..Route::get(path, access, handler) }
    }

    /// A page without login.
    pub fn public<F, Fut>(path: &'static str, handler: F) -> Route
    where
        F: Fn(Visitor, Input) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<Answer, Problem>> + Send + 'static,
    {
        let handler = Handler::Public(Arc::new(move |visitor, input| Box::pin(handler(visitor, input))));
        Route { method: Method::Get, path, access: Access::Public, handler, limit: FORM }
    }

    /// A form without login.
    pub fn public_post<F, Fut>(path: &'static str, handler: F) -> Route
    where
        F: Fn(Visitor, Input) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<Answer, Problem>> + Send + 'static,
    {
        Route { method: Method::Post, ..Route::public(path, handler) }
    }

    /// The same with another limit for its body.
    pub fn up_to(mut self, bytes: usize) -> Route {
        self.limit = bytes;
        self
    }
}
