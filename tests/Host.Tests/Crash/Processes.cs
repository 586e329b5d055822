using Doorstep.Host.Tests.Crash;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]
// Tests of this project wait for processes and browsers much of their time.
[assembly: CollectionBehavior(MaxParallelThreads = 3)]

namespace Doorstep.Host.Tests.Crash;

/// <summary>Tests that start processes, one at a time. The longest of them, which kills over and over, has a lane of its own.</summary>
[CollectionDefinition(Name)]
public sealed class Processes
{
    public const string Name = "processes";
}

/// <summary>What takes the longest begins first and the rest runs beside it; else one core would be idle at the end.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Long = ["CrashTests", Processes.Name, "StudioBrowserTests", "ReadmeTests", "DemoTests", "BrowserTests"];

    /// <inheritdoc/>
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(collection => Array.FindIndex(Long, name => collection.TestCollectionDisplayName.Contains(name, StringComparison.Ordinal)) is >= 0 and var place ? place : Long.Length)];
}
