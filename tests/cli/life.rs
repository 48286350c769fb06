//! A server's life: it says where it listens, answers, and ends well when it is told to.

use libtest_mimic::{Failed, Trial};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, ChildStderr, Command, Stdio};

pub(crate) fn trials() -> Vec<Trial> {
    vec![
        Trial::test("life/sigterm_ends_it_well", || lives("TERM")),
        Trial::test("life/sigint_ends_it_well", || lives("INT")),
        Trial::test("life/a_taken_port_is_said", taken_port),
    ]
}

fn serve(listen: &str) -> Result<(Child, BufReader<ChildStderr>), Failed> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_drydock"))
        .args(["serve", "--listen", listen, "--log-format", "json"])
        .stderr(Stdio::piped())
        .spawn()?;
    let log = child.stderr.take().ok_or("standard error is piped")?;
    Ok((child, BufReader::new(log)))
}

/// The value of a member of the next log line that has it.
fn next(log: &mut impl BufRead, member: &str) -> Result<String, Failed> {
    for line in log.lines() {
        let line: serde_json::Value = serde_json::from_str(&line?)?;
        if let Some(value) = line["fields"][member].as_str() {
            return Ok(value.to_owned());
        }
    }
    Err(format!("the log ends without {member}").into())
}

fn lives(signal: &str) -> Result<(), Failed> {
    let (mut child, mut log) = serve("127.0.0.1:0")?;
    let address = next(&mut log, "address")?;
    let mut stream = TcpStream::connect(&address)?;
    stream.write_all(b"GET /readyz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n")?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    let route = next(&mut log, "route")?;
    Command::new("kill").args([&format!("-{signal}"), &child.id().to_string()]).status()?;
    let code = child.wait()?.code();
    match (answer.starts_with("HTTP/1.1 200 OK\r\n"), route.as_str(), code) {
        (true, "/readyz", Some(0)) => Ok(()),
        other => Err(format!("{other:?}: {answer}").into()),
    }
}

fn taken_port() -> Result<(), Failed> {
    let listener = std::net::TcpListener::bind("127.0.0.1:0")?;
    let (mut child, mut log) = serve(&listener.local_addr()?.to_string())?;
    let mut words = String::new();
    log.read_to_string(&mut words)?;
    let code = child.wait()?.code();
    match (words.starts_with("drydock: cannot listen at 127.0.0.1:"), code) {
        (true, Some(1)) => Ok(()),
        other => Err(format!("{other:?}: {words}").into()),
    }
}
