//! The closed list of units in which figures are given.

use super::words::words;

words! {
    /// The unit of a figure, spelt as on screen.
    pub enum Unit: "unit" {
        RequestsPerSecond = "requests/s",
        RequestsPerSecondPerCore = "requests/s per core",
        Requests = "requests",
        Milliseconds = "ms",
        Seconds = "s",
        Nanoseconds = "ns",
        Minutes = "minutes",
        Hours = "hours",
        HoursPerMonth = "hours/month",
        Days = "days",
        Weeks = "weeks",
        Months = "months",
        Years = "years",
        Percent = "%",
        PercentagePoints = "percentage points",
        /// A part of one: 0.98 is 98 %.
        Share = "share",
        Ratio = "ratio",
        Usd = "USD",
        UsdPerHour = "USD/hour",
        UsdPerMonth = "USD/month",
        UsdPerYear = "USD/year",
        UsdPerVcpuHour = "USD/vCPU-hour",
        UsdPerGbHour = "USD/GB-hour",
        Gigabytes = "GB",
        Megabytes = "MB",
        Mebibytes = "MiB",
        Kibibytes = "KiB",
        Bytes = "bytes",
        Count = "count",
        Packages = "packages",
        Maintainers = "maintainers",
        Respondents = "respondents",
        Jobs = "jobs",
        JobsPerYear = "jobs/year",
        People = "people",
        Workers = "workers",
        Threads = "threads",
        Connections = "connections",
        Instances = "instances",
        Services = "services",
        Points = "points",
        Version = "version",
    }
}
