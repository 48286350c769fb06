//! The command line and the `DRYDOCK_…` variables, read once. Past this file nothing parses strings or reads the environment.

use crate::limits::Limits;
use clap::{Args, Parser, Subcommand, ValueEnum};
use simulator::network::ConnectQuestion;
use std::net::SocketAddr;
use std::path::PathBuf;

/// What the command line asks for.
#[derive(Debug)]
pub enum Command {
    /// Run the server.
    Serve(Box<Settings>),
    /// Simulate files and print the outcome.
    Simulate(Simulate),
    /// Prove the lessons of a folder.
    CheckLesson(PathBuf),
}

/// Settings of a server.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Where to listen; port 0 takes a free one.
    pub listen: SocketAddr,
    /// Where to keep what must outlive the process.
    pub data_dir: Option<PathBuf>,
    /// A folder with lessons of one's own.
    pub lessons: Option<PathBuf>,
    /// The shape of log lines.
    pub log_format: LogFormat,
    /// What to log, as `tracing_subscriber::EnvFilter` reads it.
    pub log: String,
    /// What requests may cost.
    pub limits: Limits,
}

/// What `drydock simulate` was asked.
#[derive(Debug, Args)]
pub struct Simulate {
    /// Files to apply one after another, each as `kubectl apply -f - <FILE` would; `-` is standard input.
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Ask who reaches whom afterwards, such as `default/client -> service/default/web:80`; may be given more than once.
    #[arg(long, value_name = "FROM -> TO:PORT", value_parser = ConnectQuestion::parse)]
    pub connect: Vec<ConnectQuestion>,
    /// Print the outcome as JSON, in the shape of `POST /api/v1/simulations`.
    #[arg(long)]
    pub json: bool,
}

/// The shape of log lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// For people.
    Text,
    /// One JSON object per line.
    Json,
}

/// Reads the command line; on a mistake prints what is wrong and ends the process with code 2.
pub fn read() -> Command {
    let line = Line::parse();
    match line.command {
        None => Command::Serve(Box::new(line.serve.into())),
        Some(Verb::Serve(serve)) => Command::Serve(Box::new(serve.into())),
        Some(Verb::Simulate(simulate)) => Command::Simulate(simulate),
        Some(Verb::Lesson { verb: LessonVerb::Check { dir } }) => Command::CheckLesson(dir),
    }
}

/// Learn Kubernetes networking and volumes by writing YAML and seeing at once what a cluster would do with it.
#[derive(Parser)]
#[command(name = "drydock", version, args_conflicts_with_subcommands = true, max_term_width = 100)]
struct Line {
    #[command(flatten)]
    serve: Serve,
    #[command(subcommand)]
    command: Option<Verb>,
}

#[derive(Subcommand)]
enum Verb {
    /// Run the server (what happens without a command).
    Serve(Serve),
    /// Apply files to a fresh cluster and print what kubectl would print.
    Simulate(Simulate),
    /// Work on lessons.
    Lesson {
        #[command(subcommand)]
        verb: LessonVerb,
    },
}

#[derive(Subcommand)]
enum LessonVerb {
    /// Prove a lesson, or every lesson below a folder.
    Check {
        /// The folder of a lesson, or of many.
        dir: PathBuf,
    },
}

#[derive(Args)]
struct Serve {
    /// Address and port to listen at.
    #[arg(long, env = "DRYDOCK_LISTEN", value_name = "ADDR", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// Folder for what must outlive the process; made when missing.
    #[arg(long, env = "DRYDOCK_DATA_DIR", value_name = "DIR")]
    data_dir: Option<PathBuf>,
    /// Folder with lessons of your own, beside the built-in ones.
    #[arg(long, env = "DRYDOCK_LESSONS", value_name = "DIR")]
    lessons: Option<PathBuf>,
    /// Simulations at the same time; one per processor unless said.
    #[arg(long, env = "DRYDOCK_WORKERS", value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    workers: Option<u16>,
    /// Requests that may wait for a simulation before the server says it is busy.
    #[arg(long, env = "DRYDOCK_QUEUE", value_name = "N")]
    queue: Option<u16>,
    /// Shape of log lines.
    #[arg(long, env = "DRYDOCK_LOG_FORMAT", value_name = "FORMAT", value_enum, default_value = "text")]
    log_format: LogFormat,
    /// What to log, such as `info` or `warn,web=debug`.
    #[arg(long, env = "DRYDOCK_LOG", value_name = "FILTER", default_value = "info")]
    log: String,
}

impl From<Serve> for Settings {
    fn from(serve: Serve) -> Settings {
        let mut limits = Limits::default();
        limits.workers = serve.workers.map_or(limits.workers, usize::from);
        limits.queue = serve.queue.map_or(limits.queue, usize::from);
        Settings {
            listen: serve.listen,
            data_dir: serve.data_dir,
            lessons: serve.lessons,
            log_format: serve.log_format,
            log: serve.log,
            limits,
        }
    }
}
