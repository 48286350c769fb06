//! What happens at the bounds that no single request shows: a full queue, a stop, broken connections.

use crate::client;
use crate::server::{self, Server};
use libtest_mimic::{Failed, Trial};
use std::io::Write;
use std::sync::mpsc;
use web::limits::Limits;

const BODY: &str = r#"{"steps": []}"#;
const JSON: [(&str, &str); 1] = [("content-type", "application/json")];

pub(crate) fn trials() -> Vec<Trial> {
    vec![
        Trial::test("bounds/a_full_queue_says_when_to_come_again", full_queue),
        Trial::test("bounds/an_open_request_ends_before_the_server", stop),
        Trial::test("bounds/a_panic_is_one_answer", panic),
        Trial::test("bounds/broken_requests_end_their_own_connection", broken),
        Trial::test("bounds/a_silent_connection_is_closed", silent),
        Trial::test("bounds/a_slow_body_is_refused", slow_body),
    ]
}

/// One simulation runs, one waits, the third hears that the server is busy; afterwards all is well.
fn full_queue() -> Result<(), Failed> {
    let server = Server::start(Limits { workers: 1, queue: 1, ..server::small() });
    let (release, blocked) = mpsc::channel::<()>();
    let (started, running) = mpsc::channel();
    let app = server.app.clone();
    let first = server::spawn(async move {
        let work = move || {
            let _ = started.send(());
            let _ = blocked.recv();
        };
        app.engine.run(work).await.is_ok()
    });
    running.recv()?;
    let app = server.app.clone();
    let (waiting, waits) = mpsc::channel();
    let second = server::spawn(async move {
        let _ = waiting.send(());
        app.engine.run(|| ()).await.is_ok()
    });
    waits.recv()?;
    while server.app.engine.has_room() {
        std::thread::yield_now();
    }

    let busy = client::send(server.address, "POST", "/api/v1/simulations", &JSON, BODY.as_bytes());
    let ready = client::send(server.address, "GET", "/readyz", &[], b"");
    let alive = client::send(server.address, "GET", "/healthz", &[], b"");
    release.send(())?;
    let ended = server::block_on(async { (first.await, second.await) });
    let after = client::send(server.address, "POST", "/api/v1/simulations", &JSON, BODY.as_bytes());

    let seen = (busy.status, busy.header("retry-after"), ready.status, alive.status, after.status);
    match (seen, ended) {
        ((503, Some("1"), 503, 200, 200), (Ok(true), Ok(true))) => Ok(()),
        other => Err(format!("{other:?}").into()),
    }
}

/// A server that is told to stop takes no connection more, and answers what it has begun.
fn stop() -> Result<(), Failed> {
    let server = Server::start(server::small());
    let (address, app) = (server.address, server.app.clone());
    let mut stream = client::open(address);
    let head = format!(
        "POST /api/v1/simulations HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: {}\r\nexpect: 100-continue\r\n\r\n",
        BODY.len()
    );
    stream.write_all(head.as_bytes())?;
    // The server asks for the body, so the request has begun.
    let mut asked = [0; 25];
    std::io::Read::read_exact(&mut stream, &mut asked)?;
    let done = server.stop();
    while !app.is_stopping() {
        std::thread::yield_now();
    }
    stream.write_all(BODY.as_bytes())?;
    let answer = client::read(stream);
    server::block_on(done)?;
    let refused = std::net::TcpStream::connect(address).is_err();
    match (answer.status, refused) {
        (200, true) => Ok(()),
        other => Err(format!("{other:?}").into()),
    }
}

fn panic() -> Result<(), Failed> {
    let app = &server::shared().app;
    let problem = server::block_on(app.engine.run(|| -> () { panic!("a fault in a simulation") }));
    match problem {
        Err(problem) if problem.kind.slug == "internal" && !problem.detail.contains("fault in") => Ok(()),
        other => Err(format!("{other:?}").into()),
    }
}

fn broken() -> Result<(), Failed> {
    let address = server::shared().address;
    let requests: [&[u8]; 8] = [
        b"",
        b"\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"POST /api/v1/simulations HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\nconnection: close\r\n\r\n0\r\n\r\n",
        b"POST /api/v1/simulations HTTP/1.1\r\nhost: x\r\ncontent-length: -1\r\n\r\n",
        b"POST /api/v1/simulations HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\nconnection: close\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n",
    ];
    for request in requests {
        let mut stream = client::open(address);
        drop(stream.write_all(request));
        drop(stream.shutdown(std::net::Shutdown::Write));
        let answer = client::read(stream);
        if answer.status >= 500 {
            return Err(format!("{:?}: {}", String::from_utf8_lossy(request), answer.status).into());
        }
    }
    let after = client::send(address, "GET", "/healthz", &[], b"");
    if after.status == 200 { Ok(()) } else { Err(format!("afterwards {}", after.status).into()) }
}

/// A connection on which nothing comes is closed; the client of these tests waits much longer than the server.
fn silent() -> Result<(), Failed> {
    let server = Server::start(Limits { head_time: std::time::Duration::from_millis(1), ..server::small() });
    let answer = client::read(client::open(server.address));
    if matches!(answer.status, 0 | 408) { Ok(()) } else { Err(format!("{answer:?}").into()) }
}

/// A body that stops arriving is refused once its time is over.
fn slow_body() -> Result<(), Failed> {
    let server = Server::start(Limits { body_time: std::time::Duration::from_millis(1), ..server::small() });
    let request = b"POST /api/v1/simulations HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{";
    let answer = client::send_raw(server.address, request);
    match (answer.status, answer.json()["type"].as_str()) {
        (408, Some("/problems/request-timeout")) => Ok(()),
        other => Err(format!("{other:?}").into()),
    }
}
