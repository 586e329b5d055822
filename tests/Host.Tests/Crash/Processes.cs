using Doorstep.Host.Tests.Crash;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace Doorstep.Host.Tests.Crash;

/// <summary>Tests that start processes, one at a time. <see cref="CrashTests"/>, which take as long as all others of them, have a lane of their own beside it.</summary>
[CollectionDefinition(Name)]
public sealed class Processes
{
    public const string Name = "processes";
}

/// <summary>What takes the longest begins first and the rest runs beside it; else one core would be idle at the end.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Long = [Processes.Name, nameof(CrashTests), "StudioBrowserTests", "ReadmeTests", "DemoTests", "BrowserTests"];

    /// <inheritdoc/>
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(collection => Array.FindIndex(Long, name => collection.TestCollectionDisplayName.Contains(name, StringComparison.Ordinal)) is >= 0 and var place ? place : Long.Length)];
}
