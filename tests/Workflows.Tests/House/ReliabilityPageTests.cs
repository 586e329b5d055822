using System.Text.RegularExpressions;

namespace Doorstep.Workflows.Tests.House;

/// <summary>docs/reliability.md says which test shows what; this keeps it true.</summary>
public sealed partial class ReliabilityPageTests
{
    [Fact]
    public void Every_test_that_the_page_names_is_there()
    {
        var named = Named().Matches(Repository.Read("docs/reliability.md")).Select(name => name.Groups[1].Value).ToArray();

        named.Length.ShouldBeGreaterThan(20);
        named.Except(CapabilitiesPageTests.Tests()).ShouldBeEmpty();
    }

    [GeneratedRegex(@"`((?=\w*[a-z])[A-Z]\w*_\w+)`")]
    private static partial Regex Named();
}
