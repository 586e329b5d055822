using System.Text.RegularExpressions;

namespace Doorstep.Workflows.Tests.House;

/// <summary>docs/capabilities.md says what shows each row of the field; this keeps it true.</summary>
public sealed partial class CapabilitiesPageTests
{
    private static readonly Match[] Rows = [.. Row().Matches(Repository.Read("docs/capabilities.md")).Cast<Match>()];

    [Fact]
    public void Every_row_of_the_field_is_there_once_and_in_order() =>
        Rows.Select(row => row.Groups["number"].Value).ShouldBe(Enumerable.Range(1, 70).Select(number => $"S{number}"));

    [Fact]
    public void Every_test_that_shows_a_row_is_there()
    {
        var tests = Tests();

        Rows.SelectMany(row => Quoted().Matches(row.Groups["shown"].Value).Select(name => name.Groups[1].Value)).Where(name => !tests.Contains(name)).ShouldBeEmpty();
    }

    [Fact]
    public void What_does_not_work_yet_says_why() =>
        Rows.Select(row => row.Groups["shown"].Value.Trim()).Where(shown => !shown.StartsWith('`') && !(shown.StartsWith("not yet: ", StringComparison.Ordinal) && shown.Length > 30)).ShouldBeEmpty();

    /// <summary>The name of every test of the repository.</summary>
    internal static HashSet<string> Tests() =>
        [.. Repository.Files("tests", ".cs").SelectMany(path => Test().Matches(Repository.Read(path)).Select(test => test.Groups[1].Value))];

    [GeneratedRegex(@"^\| (?<number>S\d+) \| (?<what>[^|]+) \| (?<shown>[^|]+) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"(?:void|Task) (\w+)\(")]
    private static partial Regex Test();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();
}
