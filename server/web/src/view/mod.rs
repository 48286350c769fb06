//! A cluster's endpoints, bindings and places as tables, for the API, the pages and the terminal alike.
