using System.Text.RegularExpressions;

namespace Doorstep.Workflows.Tests.House;

/// <summary>How files and names should be.</summary>
public sealed partial class StyleTests
{
    private const int LinesMax = 300;

    /// <summary>Written by dotnet ef, not by us.</summary>
    private const string Migrations = "/Migrations/";

    private static IEnumerable<string> Code => Repository.Files("src", ".cs").Concat(Repository.Files("tests", ".cs")).Concat(Repository.Files("benchmarks", ".cs"));

    [Fact]
    public void A_file_fits_into_three_hundred_lines() =>
        Code.Where(path => !path.Contains(Migrations, StringComparison.Ordinal))
            .Select(path => (path, lines: Repository.Read(path).Split('\n').Length - 1))
            .Where(file => file.lines > LinesMax).ShouldBeEmpty();

    [Fact]
    public void Names_of_types_say_what_they_are()
    {
        var vague = from path in Code
                    from Match match in TypeName().Matches(Repository.Code(path))
                    let name = match.Groups[1].Value
                    where VagueWord().IsMatch(name)
                    select $"{path}: {name}";

        vague.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("CaseManager")]
    [InlineData("JsonHelpers")]
    [InlineData("EventProcessor")]
    [InlineData("StringUtil")]
    [InlineData("DateUtilities")]
    public void A_vague_name_would_be_noticed(string name) => VagueWord().IsMatch(name).ShouldBeTrue();

    [Fact]
    public void Names_of_tests_are_sentences()
    {
        var tests = (from path in Repository.Files("tests", ".cs")
                     from Match match in TestName().Matches(Repository.Code(path))
                     select (path, name: match.Groups[1].Value)).ToArray();

        tests.Length.ShouldBeGreaterThan(10);
        tests.Where(test => !char.IsUpper(test.name[0]) || !test.name.Contains('_', StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void Missing_documentation_is_an_error_that_nobody_silences()
    {
        var code = "CS" + "1591";

        Repository.Files("", ".cs", ".csproj", ".props", ".targets", ".editorconfig").Where(path => Repository.Read(path).Contains(code, StringComparison.Ordinal)).ShouldBeEmpty();
        foreach (var project in (string[])["src/Workflows/Workflows.csproj", "src/Host/Host.csproj"])
            Repository.Read(project).ShouldContain("<GenerateDocumentationFile>true</GenerateDocumentationFile>");
        Repository.Read("Directory.Build.props").ShouldContain("<TreatWarningsAsErrors>true</TreatWarningsAsErrors>");
    }

    [Fact]
    public void No_file_puts_work_off_or_names_a_folder_of_somebodys_machine()
    {
        string[] words = ["TO" + "DO", "FIX" + "ME", "/ro" + "ot/", "/ho" + "me/", "/wo" + "rk/"];

        var found = from path in Repository.Files("", ".cs", ".csproj", ".props", ".json", ".md", ".slnx", ".editorconfig").Append("test")
                    where !path.EndsWith("packages.lock.json", StringComparison.Ordinal)
                    let text = Repository.Read(path)
                    from word in words
                    where text.Contains(word, StringComparison.Ordinal)
                    select $"{path}: {word}";

        found.ShouldBeEmpty();
    }

    [GeneratedRegex(@"\b(?:class|struct|interface|enum|record(?: class| struct)?)\s+(\w+)")]
    private static partial Regex TypeName();

    [GeneratedRegex("(?:Manager|Helper|Processor|Util|Utilitie)s?$|Util(?=[A-Z])")]
    private static partial Regex VagueWord();

    [GeneratedRegex(@"\[(?:Fact|Theory)\b[^\n]*\n(?:\s*\[[^\n]*\n)*\s*public (?:static )?(?:async )?(?:void|Task|ValueTask) (\w+)\(")]
    private static partial Regex TestName();
}
