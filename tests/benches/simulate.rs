//! How long simulations take. `cargo bench -p tests`; figures are kept in `tests/bench/README.md`.

use simulator::network::matrix::matrix;
use simulator::simulate::{Budget, simulate_within};
use simulator::{Questions, Step, base_cluster, simulate};
use std::fmt::Write;
use std::time::{Duration, Instant};
use tests::case;

/// As in the `drydock` binary.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[expect(clippy::print_stdout, reason = "figures for people")]
fn main() {
    let _ = base_cluster();
    let mut times: Vec<(Duration, String)> = Vec::new();
    let started = Instant::now();
    let cases: Vec<_> = case::all(&case::own_folder())
        .into_iter()
        .filter_map(|files| files.read_case().ok().map(|case| (files.id, case)))
        .collect();
    println!("reading {} cases: {:?}", cases.len(), started.elapsed());
    let all = Instant::now();
    for (id, case) in &cases {
        let started = Instant::now();
        divan::black_box(simulate(base_cluster(), &case.steps, &case.questions()));
        times.push((started.elapsed(), id.clone()));
    }
    let all = all.elapsed();
    times.sort();
    let (median, worst) = (&times[times.len() / 2], &times[times.len() - 1]);
    println!("all cases on one thread: {all:?}; median {:?}; worst {:?} ({})", median.0, worst.0, worst.1);
    divan::main();
}

/// N Services and ten pods behind each of them, applied as one text and settled. Neither writing the text nor giving
/// the outcome back is measured.
#[divan::bench(args = [250, 500, 1000, 2000], sample_count = 9, sample_size = 1)]
fn services_with_ten_pods(bencher: divan::Bencher<'_, '_>, services: usize) {
    let steps = || [Step::Apply(shop(services, 10))];
    let applied = |steps: [Step; 1]| simulate_within(base_cluster(), &steps, &Questions::default(), &unbounded());
    bencher.with_inputs(steps).bench_local_values(applied);
}

/// 100 pods against 100 Services with a policy: the matrix alone.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn matrix_of_100_pods_and_100_targets(bencher: divan::Bencher<'_, '_>) {
    let mut text = shop(100, 1);
    text.push_str("apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: some}\nspec:\n  podSelector: {matchLabels: {app: s1}}\n  ingress: [{from: [{podSelector: {matchLabels: {app: s2}}}]}]\n");
    let mut outcome = simulate_within(base_cluster(), &[Step::Apply(text)], &Questions::default(), &unbounded());
    let cluster = outcome.steps.pop().map(|step| step.cluster).unwrap_or_default();
    bencher.bench_local(|| divan::black_box(matrix(&cluster)));
}

fn shop(services: usize, pods: usize) -> String {
    let mut text = String::new();
    for s in 0..services {
        let _ = write!(
            text,
            "apiVersion: v1\nkind: Service\nmetadata: {{name: s{s}}}\nspec:\n  selector: {{app: s{s}}}\n  ports: [{{port: 80}}]\n---\n"
        );
        for p in 0..pods {
            let _ = write!(
                text,
                "apiVersion: v1\nkind: Pod\nmetadata: {{name: s{s}-p{p}, labels: {{app: s{s}}}}}\nspec:\n  containers: [{{name: c, image: nginx, ports: [{{containerPort: 80}}]}}]\n---\n"
            );
        }
    }
    text
}

fn unbounded() -> Budget {
    let most = usize::MAX;
    Budget {
        text: manifest::Budget { bytes: most, documents: most, nodes: most, depth: 64, alias_nodes: 10_000 },
        objects: most,
        ..Budget::default()
    }
}
