//! `drydock serve`: start, listen, stop.

use crate::app::App;
use crate::settings::Settings;
use crate::{connection, lessons, log, routes};
use std::error::Error;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

/// Stack of the threads that simulate; manifests nest 64 deep at most, which takes a small part of it.
const STACK: usize = 8 * 1024 * 1024;

/// Runs the server until it is told to stop (SIGINT or SIGTERM).
pub fn serve(settings: &Settings) -> ExitCode {
    match start(settings) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Standard error may be closed; there is nowhere else to say it.
            drop(writeln!(io::stderr(), "drydock: {error}"));
            ExitCode::FAILURE
        }
    }
}

fn start(settings: &Settings) -> Result<(), Box<dyn Error>> {
    log::start(&settings.log, settings.log_format).map_err(|error| format!("--log {}: {error}", settings.log))?;
    if let Some(folder) = &settings.data_dir {
        prepare(folder).map_err(|error| format!("--data-dir {}: {error}", folder.display()))?;
    }
    let library = lessons::load(settings.lessons.as_deref()).map_err(|error| format!("--lessons:{error}"))?;
    let app = App::new(settings.limits.clone(), library);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().thread_stack_size(STACK).build()?;
    runtime.block_on(async {
        let listener = TcpListener::bind(settings.listen)
            .await
            .map_err(|error| format!("cannot listen at {}: {error}", settings.listen))?;
        let address = listener.local_addr()?;
        let mut interrupt = signal(SignalKind::interrupt())?;
        let mut terminate = signal(SignalKind::terminate())?;
        let router = routes::router(app.clone());
        let told_to_stop = async {
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
            }
            tracing::info!("stopping");
            app.stop();
        };
        tracing::info!(%address, version = env!("CARGO_PKG_VERSION"), "ready at http://{address}");
        connection::serve(listener, router, &settings.limits, told_to_stop).await;
        tracing::info!("stopped");
        Ok(())
    })
}

/// Makes the folder if need be and shows that it can be written to.
fn prepare(folder: &Path) -> io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let probe = folder.join(".write-test");
    std::fs::write(&probe, "")?;
    std::fs::remove_file(probe)
}
