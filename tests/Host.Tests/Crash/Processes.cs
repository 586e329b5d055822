using Doorstep.Host.Tests.Crash;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace Doorstep.Host.Tests.Crash;

/// <summary>One test that starts processes at a time: each of them wants a core of its own.</summary>
[CollectionDefinition(Name)]
public sealed class Processes
{
    public const string Name = "processes";
}

/// <summary>What takes the longest begins first and the rest runs beside it; else one core would be idle at the end.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Long = [Processes.Name, "StudioBrowserTests", "ReadmeTests", "DemoTests", "BrowserTests"];

    /// <inheritdoc/>
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(collection => Array.FindIndex(Long, name => collection.TestCollectionDisplayName.Contains(name, StringComparison.Ordinal)) is >= 0 and var place ? place : Long.Length)];
}
