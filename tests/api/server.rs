//! A server in this process, on a socket of its own.

use lesson::Library;
use simulator::simulate::Budget;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::LazyLock;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use web::limits::Limits;
use web::{App, connection, routes};

/// A running server.
pub(crate) struct Server {
    /// Where it listens.
    pub(crate) address: SocketAddr,
    /// What its handlers share.
    pub(crate) app: App,
    stop: oneshot::Sender<()>,
    done: JoinHandle<()>,
}

static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().expect("a runtime starts"));

static SHARED: LazyLock<Server> = LazyLock::new(|| Server::start(small()));

/// The server that all tests share which do not need one of their own.
pub(crate) fn shared() -> &'static Server {
    &SHARED
}

/// Bounds so small that a case which goes over one stays readable.
pub(crate) fn small() -> Limits {
    let limits = Limits::default();
    let simulation = Budget { objects: 200, changes: 500, ..limits.simulation };
    Limits { body: 16 * 1024, answer: 128 * 1024, steps: 4, questions: 3, simulation, ..limits }
}

/// The built-in lessons, and one that was written for these tests.
fn library() -> Library {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/api/lessons");
    web::lessons::load(Some(&folder)).expect("the lessons of the tests have no problem")
}

/// Runs a future on the servers' runtime.
pub(crate) fn block_on<F: Future>(future: F) -> F::Output {
    RUNTIME.block_on(future)
}

/// Starts a task on the servers' runtime.
pub(crate) fn spawn<F>(future: F) -> JoinHandle<F::Output>
where
    F: Future + Send + 'static,
    F::Output: Send,
{
    RUNTIME.spawn(future)
}

impl Server {
    /// Starts a server with these bounds.
    pub(crate) fn start(limits: Limits) -> Server {
        let listener = block_on(TcpListener::bind("127.0.0.1:0")).expect("a port is free");
        let address = listener.local_addr().expect("the listener has an address");
        let app = App::new(limits, library());
        let (stop, stopped) = oneshot::channel();
        let shared = app.clone();
        let done = spawn(async move {
            let router = routes::router(shared.clone());
            let told_to_stop = async {
                drop(stopped.await);
                shared.stop();
            };
            connection::serve(listener, router, &shared.limits, told_to_stop).await;
        });
        Server { address, app, stop, done }
    }

    /// Tells the server to stop; the handle ends when it has.
    pub(crate) fn stop(self) -> JoinHandle<()> {
        let _ = self.stop.send(());
        self.done
    }
}
