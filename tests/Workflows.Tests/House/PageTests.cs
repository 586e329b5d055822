using System.Text.RegularExpressions;

namespace Doorstep.Workflows.Tests.House;

/// <summary>Pages: their links lead somewhere, and decisions stay short.</summary>
public sealed partial class PageTests
{
    private const int DecisionLinesMax = 40;

    private static string[] Decisions { get; } = [.. Repository.Files("docs/decisions", ".md")];

    [Fact]
    public void Every_link_inside_the_repository_leads_to_a_file()
    {
        var links = (from page in Repository.Files("", ".md")
                     from Match match in Link().Matches(Repository.Read(page))
                     let target = match.Groups[1].Value
                     where !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith("mailto:", StringComparison.Ordinal)
                     select (page, target)).ToArray();

        links.Length.ShouldBeGreaterThan(20);
        links.Where(link => !Exists(Path.Combine(Repository.Root, Path.GetDirectoryName(link.page)!, Uri.UnescapeDataString(link.target)))).ShouldBeEmpty();
    }

    [Fact]
    public void A_decision_fits_on_a_page() =>
        Decisions.Select(path => (path, lines: Repository.Read(path).Split('\n').Length - 1)).Where(page => page.lines is < 8 or > DecisionLinesMax).ShouldBeEmpty();

    [Fact]
    public void Decisions_are_numbered_from_one_without_a_gap() =>
        Decisions.Select(path => Path.GetFileName(path)[..4]).ShouldBe(Enumerable.Range(1, Decisions.Length).Select(number => $"{number:0000}"));

    [Fact]
    public void A_decision_says_what_was_decided_why_and_what_follows()
    {
        string[] headings = ["## Decision", "## Why", "## Consequences"];

        Decisions.SelectMany(path => headings.Where(heading => !Repository.Read(path).Contains($"\n{heading}\n", StringComparison.Ordinal)).Select(heading => $"{path}: {heading}")).ShouldBeEmpty();
    }

    [Fact]
    public void The_architecture_page_links_every_decision()
    {
        var page = Repository.Read("docs/architecture.md");

        Decisions.Where(path => !page.Contains($"](decisions/{Path.GetFileName(path)})", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private static bool Exists(string path) => File.Exists(path) || Directory.Exists(path);

    [GeneratedRegex(@"\]\(([^)#\s]+)(?:#[^)]*)?\)")]
    private static partial Regex Link();
}
