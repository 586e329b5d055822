using System.Globalization;
using Doorstep.Workflows.Commands.Lists;

namespace Doorstep.Host.Supervision;

/// <summary>What somebody fills in to look for cases. Whether it can be looked for is for the command to say.</summary>
public sealed class CaseFields
{
    private const int Never = -1;

    /// <summary>Start of the key, or a whole case id.</summary>
    public string Key { get; set; } = "";

    /// <summary>Token of the person.</summary>
    public string Person { get; set; } = "";

    /// <summary>State, or its first part.</summary>
    public string State { get; set; } = "";

    /// <summary>Where the case stands.</summary>
    public string Status { get; set; } = "";

    /// <summary>A hold.</summary>
    public string Hold { get; set; } = "";

    /// <summary>Unit, agency or agent.</summary>
    public string Team { get; set; } = "";

    /// <summary>Days since it began, at least.</summary>
    public string AgeMin { get; set; } = "";

    /// <summary>Days since it began, at most.</summary>
    public string AgeMax { get; set; } = "";

    /// <summary>Names and texts of what is filled in, for a form.</summary>
    internal IEnumerable<(string Name, string Text)> Texts =>
        new[] { ("key", Key), ("person", Person), ("state", State), ("status", Status), ("hold", Hold), ("team", Team), ("ageMin", AgeMin), ("ageMax", AgeMax) }.Where(one => one.Item2.Trim().Length > 0);

    /// <summary>As it was kept.</summary>
    internal static CaseFields Of(CaseFilter filter) => new()
    {
        Key = filter.Key ?? "", Person = filter.Person ?? "", State = filter.State ?? "", Status = filter.Status ?? "", Hold = filter.Hold ?? "", Team = filter.Team ?? "", AgeMin = Text(filter.AgeMin), AgeMax = Text(filter.AgeMax),
    };

    /// <summary>As a form sent it.</summary>
    internal static CaseFields Of(IFormCollection form) => new()
    {
        Key = form["key"].ToString(), Person = form["person"].ToString(), State = form["state"].ToString(), Status = form["status"].ToString(), Hold = form["hold"].ToString(), Team = form["team"].ToString(),
        AgeMin = form["ageMin"].ToString(), AgeMax = form["ageMax"].ToString(),
    };

    internal CaseFilter ToFilter() => new(Asked(Key), Asked(Person), Asked(State) is { } state ? StateWords.Named(state) : null, Asked(Status), Asked(Hold), Asked(Team), Days(AgeMin), Days(AgeMax));

    private static string? Asked(string text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>What is no number is one that no age is, and the command says so.</summary>
    private static int? Days(string text) => Asked(text) is not { } days ? null : int.TryParse(days, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : Never;

    private static string Text(int? days) => days?.ToString(CultureInfo.InvariantCulture) ?? "";
}
