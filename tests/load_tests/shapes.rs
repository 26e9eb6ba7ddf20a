//! Shapes that no file of `loadtests/` has: other versions, other settings, other times.

use runtime_explorer::import::{Latency, Measurement, Pacing, Warning, read};

#[track_caller]
fn measurement(text: &str) -> Measurement {
    read("file", text.as_bytes()).unwrap()
}

fn counts(of: &Measurement) -> [Option<u64>; 4] {
    [of.requests, of.ok, of.http_errors, of.transport_errors]
}

fn ids(of: &Measurement) -> Vec<&'static str> {
    of.warnings.iter().map(Warning::id).collect()
}

#[test]
fn wrk_with_lost_connections_and_minutes() {
    let of = measurement(
        "Running 2m test @ https://example.org/\n  4 threads and 100 connections\n\
         \x20 Thread Stats   Avg      Stdev     Max   +/- Stdev\n    Latency     1.02s   555.55ms   1.50m    59.74%\n\
         \x20   Req/Sec   0.85k     9.19     0.90k     76.92%\n  Latency Distribution\n     50%  950.00us\n\
         \x20    99%    1.01m\n  1000 requests in 2.00m, 10.08KB read\n\
         \x20 Socket errors: connect 1, read 2, write 3, timeout 4\n  Non-2xx or 3xx responses: 100\n\
         Requests/sec:      8.33\nTransfer/sec:      2.01KB\n",
    );
    // What wrk calls a timeout was answered: it is no request more.
    assert_eq!(counts(&of), [Some(1_006), Some(900), Some(100), Some(6)]);
    // All that the tool's rate counts are responses.
    assert!((of.rps_ok.unwrap() - 8.33 * 0.9).abs() < 1e-12);
    assert_eq!((of.duration_s, of.connections, of.pacing), (Some(120.0), Some(100), Pacing::Closed));
    assert_eq!(
        (of.latency.p50, of.latency.p99, of.latency.max),
        (Some(0.95), Some(60_600.0), Some(90_000.0))
    );
}

#[test]
fn what_wrk_calls_a_timeout_is_missing_from_its_percentiles() {
    let report = |timeouts: &str| {
        measurement(&format!(
            "Running 5s test @ http://127.0.0.1/lag\n  1 threads and 20 connections\n\
             \x20 Thread Stats   Avg      Stdev     Max   +/- Stdev\n    Latency   700.14ms  255.55ms 995.00ms   59.74%\n\
             \x20 Latency Distribution\n     50%  713.00ms\n     99%  995.00ms\n  77 requests in 5.01s, 10.08KB read\n\
             {timeouts}Requests/sec:     15.37\nTransfer/sec:      2.01KB\n"
        ))
    };
    let of = report("  Socket errors: connect 0, read 0, write 0, timeout 61\n");
    assert_eq!(counts(&of), [Some(77), Some(77), Some(0), Some(0)]);
    assert!((of.rps_ok.unwrap() - 15.37).abs() < 1e-12);
    assert_eq!(ids(&of), ["percentiles-from-a-part-of-the-run"]);
    assert_eq!(ids(&report("")), Vec::<&str>::new());
}

#[test]
fn ab_counts_connections_that_failed_beside_its_rate() {
    let of = measurement(
        "This is ApacheBench, Version 2.3 <$Revision: 1903618 $>\n\nConcurrency Level:      10\n\
         Time taken for tests:   2.000 seconds\nComplete requests:      1000\nFailed requests:        250\n\
         \x20  (Connect: 250, Receive: 0, Length: 0, Exceptions: 0)\nRequests per second:    500.00 [#/sec] (mean)\n",
    );
    assert_eq!(counts(&of), [Some(1_250), Some(1_000), Some(0), Some(250)]);
    assert_eq!(of.rps_ok, Some(500.0));
}

#[test]
fn a_rate_that_was_cut_off_is_refused() {
    let reports = [
        ("wrk/wrk-4.1-node-interrupted.txt", "Requests/sec:  1"),
        ("wrk/wrk2-node-slow.txt", "Requests/sec:    29"),
        ("ab/ab-python-mix.txt", "Requests per second:    207"),
        ("drill/drill-0.9-node-mix.txt", "\nRequests per second       336"),
    ];
    for (file, end) in reports {
        let path = format!("{}/tests/loadtests/{file}", env!("CARGO_MANIFEST_DIR"));
        let report = std::fs::read_to_string(path).unwrap();
        let end = report.find(end).unwrap() + end.len();
        let refusal = read("file", &report.as_bytes()[..end]).unwrap_err().to_string();
        assert!(refusal.contains("a part may be missing"), "{file}: {refusal}");
    }
}

#[test]
fn hey_without_any_response_is_nothing_to_compare() {
    let text = "\nSummary:\n  Total:\t0.0127 secs\n  Slowest:\t0.0000 secs\n  Average:\tNaN secs\n\
                \x20 Requests/sec:\t7889.0000\n\nLatency distribution:\n  0%% in 0.0000 secs\n\n\
                Status code distribution:\n\nError distribution:\n  [100]\tGet \"http://x\": connection refused\n";
    let refusal = read("file", text.as_bytes()).unwrap_err().to_string();
    assert!(refusal.contains("no successful request: nothing to compare"), "{refusal}");
}

#[test]
fn a_list_of_statuses_that_was_cut_off_does_not_fit_the_rate() {
    let text = "Summary:\n  Total:\t2.0000 secs\n  Requests/sec:\t1000.0000\n\n\
                Status code distribution:\n  [200]\t1500 responses\n";
    let refusal = read("file", text.as_bytes()).unwrap_err().to_string();
    assert!(refusal.contains("the counts sum to 1,500 requests, the rate to 2,000"), "{refusal}");
}

#[test]
fn rows_of_vegeta_as_csv() {
    let of = measurement(
        "1795374776960306911,200,4000000,0,11,,e30=,,0,GET,http://x/,\n\
         1795374777960306911,0,2000000,0,0,\"dial tcp, refused\",,,1,GET,http://x/,\n\
         1795374778960306911,503,6000000,0,0,503,,,2,GET,http://x/,\n",
    );
    assert_eq!((of.format, counts(&of)), ("vegeta-encode-csv", [Some(3), Some(1), Some(1), Some(1)]));
    assert!((of.duration_s.unwrap() - 2.006).abs() < 1e-6);
    assert_eq!((of.latency.min, of.latency.mean, of.latency.max), (Some(2.0), Some(4.0), Some(6.0)));
}

#[test]
fn points_of_k6_as_csv_with_any_clock() {
    for (first, second) in [
        ("1795374798", "1795374800"),
        ("1795374798000", "1795374800000"),
        ("1795374798000000000", "1795374800000000000"),
        ("2026-11-22T19:13:18Z", "2026-11-22T19:13:20Z"),
    ] {
        let of = measurement(&format!(
            "metric_name,timestamp,metric_value,check,error\nhttp_reqs,{first},1,,\n\
             http_req_duration,{first},100.5,,\nhttp_req_failed,{first},0,,\nhttp_req_duration,{second},50,,\n\
             http_req_failed,{second},1,,\nvus,{second},5,,\n"
        ));
        assert_eq!((of.format, counts(&of)), ("k6-points-csv", [Some(2), Some(1), None, None]));
        assert!((of.duration_s.unwrap() - 2.100_5).abs() < 1e-5, "{:?}", of.duration_s);
    }
}

#[test]
fn rows_of_ab_have_times_alone() {
    let of = measurement(
        "starttime\tseconds\tctime\tdtime\tttime\twait\n\
         Sun Nov 22 19:13:18 2026\t1795374798\t0\t5\t5\t5\nSun Nov 22 19:13:18 2026\t1795374798\t1\t8\t9\t5\n",
    );
    assert_eq!((of.format, of.outcome.name(), of.requests, of.ok), ("ab-tsv", "partial", Some(2), None));
    assert_eq!((of.latency.min, of.latency.max, of.rps_ok), (Some(5.0), Some(9.0), None));
}

#[test]
fn jmeter_with_other_delimiters_dates_and_failures() {
    for delimiter in [";", "\t"] {
        let of = measurement(
            &"timeStamp,elapsed,label,responseCode,responseMessage,success,allThreads\n\
              2026/11/22 19:13:18.000,1000,a,200,OK,true,2\n\
              2026/11/22 19:13:18.500,200,a,Non HTTP response code: java.net.ConnectException,Refused,false,2\n\
              2026/11/22 19:13:19.500,500,a,200,OK,false,1\n\
              2026/11/22 19:13:18.000,2000,T,200,\"Number of samples in transaction : 3, failing : 2\",true,1\n"
                .replace(',', delimiter),
        );
        assert_eq!(counts(&of), [Some(3), Some(1), Some(1), Some(1)]);
        assert_eq!((of.duration_s, of.connections), (Some(2.0), Some(2)));
        assert!(of.notes.iter().any(|note| note.contains("transactions")), "{:?}", of.notes);
    }
}

#[test]
fn the_columns_of_h2load_are_found_by_their_names() {
    let of = measurement(
        "finished in 1.00s, 100.00 req/s, 1.96MB/s\n\
         requests: 103 total, 103 started, 103 done, 90 succeeded, 13 failed, 3 errored, 1 timeout\n\
         status codes: 89 2xx, 1 3xx, 4 4xx, 6 5xx\n\
         \x20                    min         max      median         p95         p99        mean          sd     +/- sd\n\
         time for request:     89us      8.04ms      1.00ms      4.00ms      7.00ms      1.04ms       708us    92.69%\n",
    );
    assert_eq!(counts(&of), [Some(103), Some(89), Some(11), Some(3)]);
    let expected = [Some(0.089), Some(1.0), Some(4.0), Some(7.0), Some(8.04)];
    let Latency { min, p50, p95, p99, max, .. } = of.latency;
    for (actual, expected) in [min, p50, p95, p99, max].into_iter().zip(expected) {
        assert!((actual.unwrap() - expected.unwrap()).abs() < 1e-9, "{actual:?} is not {expected:?}");
    }
}

#[test]
fn autocannon_before_version_3_and_with_other_samples() {
    let of = measurement(
        r#"{"url": "http://x", "connections": 1, "sampleInt": 100, "duration": 1.0, "errors": 5, "timeouts": 5,
            "non2xx": 10, "2xx": 90, "requests": {"average": 10, "total": 100},
            "latency": {"average": 0.2, "p50": 0, "p75": 0, "p99": 1, "p999": 3, "max": 4}}"#,
    );
    assert_eq!(counts(&of), [Some(105), Some(90), Some(10), Some(5)]);
    assert_eq!((of.rps_reported, of.latency.p99_9), (Some(100.0), Some(3.0)));
    assert_eq!(ids(&of), ["errors-present", "error-share-above-1pct", "latency-below-resolution"]);
    assert!(of.warnings.iter().any(|warning| warning.to_string().contains("less than 1 ms")));
}

#[test]
fn artillery_with_requests_that_got_no_response() {
    let of = measurement(
        r#"{"aggregate": {"counters": {"http.requests": 110, "http.responses": 100, "http.codes.200": 99,
            "http.codes.503": 1, "errors.ECONNREFUSED": 10}, "rates": {"http.request_rate": 11},
            "firstMetricAt": 1000, "lastMetricAt": 11000,
            "summaries": {"http.response_time": {"min": 1, "max": 9, "median": 2, "p99": 8}}}, "intermediate": []}"#,
    );
    assert_eq!(counts(&of), [Some(110), Some(99), Some(1), Some(10)]);
    assert_eq!((of.duration_s, of.rps_ok, of.pacing), (Some(10.0), Some(9.9), Pacing::Open));
}

#[test]
fn bombardier_that_was_stopped() {
    let of = measurement(
        r#"{"spec": {"numberOfConnections": 2, "testDurationSeconds": 30, "url": "http://x"},
            "result": {"timeTakenSeconds": 2, "req1xx": 0, "req2xx": 10, "req3xx": 0, "req4xx": 0, "req5xx": 0,
            "others": 1, "errors": [{"description": "refused", "count": 1}], "latency": {"mean": 1000, "max": 2000}}}"#,
    );
    assert_eq!(counts(&of), [Some(11), Some(10), Some(0), Some(1)]);
    assert_eq!(ids(&of), ["errors-present", "error-share-above-1pct", "no-percentiles", "stopped-early"]);
}
