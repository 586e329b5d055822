using System.Text.Json.Serialization;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Storage;

namespace Doorstep.Workflows.Commands.Lists;

/// <summary>Which cases somebody looks for; what is null is not asked about. Names of people are sealed and not looked for: a person is a token.</summary>
/// <param name="Key">Start of the business key, in either case of letters.</param>
/// <param name="Person">Token of the person.</param>
/// <param name="State">State path, or its first part.</param>
/// <param name="Status"><c>running</c> (faulted ones too), <c>completed</c> or <c>faulted</c>.</param>
/// <param name="Hold">A hold that is open: <c>DECEASED</c>.</param>
/// <param name="Team">The unit, agency or agent that works the case.</param>
/// <param name="AgeMin">Whole days since the case began, at least.</param>
/// <param name="AgeMax">Whole days since the case began, at most.</param>
public sealed record CaseFilter(
    string? Key = null, string? Person = null, string? State = null, string? Status = null, string? Hold = null, string? Team = null, int? AgeMin = null, int? AgeMax = null)
{
    /// <summary>The oldest that is asked about: a hundred years.</summary>
    public const int DaysMax = 36_500;

    private const int TextMax = 200;

    /// <summary>What a status can be.</summary>
    public static IReadOnlyList<string> Statuses { get; } = ["running", "completed", "faulted"];

    /// <summary>Every hold there is.</summary>
    public static IReadOnlyList<string> Holds { get; } = [.. Enum.GetValues<Hold>().Select(FactJson.Word)];

    /// <summary>Names of what is asked about, for a log that holds no value.</summary>
    [JsonIgnore]
    public IEnumerable<string> Names => Texts.Where(text => text.Value is not null).Select(text => text.Name).Concat(Ages.Where(age => age.Value is not null).Select(age => age.Name));

    private (string Name, string? Value)[] Texts => [("key", Key), ("person", Person), ("state", State), ("status", Status), ("hold", Hold), ("team", Team)];

    private (string Name, int? Value)[] Ages => [("ageMin", AgeMin), ("ageMax", AgeMax)];

    /// <summary>Everything that is wrong with it.</summary>
    public IEnumerable<Fault> Faults()
    {
        foreach (var (name, value) in Texts)
            if (value is not null && (value.Length is 0 or > TextMax || value.Any(char.IsControl))) yield return new Fault(name, $"must have 1 to {TextMax} letters, and no signs that nobody sees.");
        if (Status is not null && !Statuses.Contains(Status)) yield return new Fault("status", $"'{Status}' is not a status. Statuses are: {string.Join(", ", Statuses)}.");
        if (Hold is not null && !Holds.Contains(Hold)) yield return new Fault("hold", $"'{Hold}' is not a hold. Holds are: {string.Join(", ", Holds)}.");
        foreach (var (name, value) in Ages)
            if (value is < 0 or > DaysMax) yield return new Fault(name, $"'{value}' is not a number from 0 to {DaysMax}.");
        if (AgeMin > AgeMax) yield return new Fault("ageMax", $"'{AgeMax}' is less than ageMin, {AgeMin}.");
    }

    /// <summary>As the store is asked.</summary>
    public CaseQuery ToQuery(DateTimeOffset now) => new()
    {
        Key = Key, Person = Person is { } token ? Collections.People.Person.Key(token) : null, State = State, Status = Status, Hold = Hold, Team = Team, StartedUntil = AgeMin is { } least ? now.AddDays(-least) : null,
        // One that began so many days and some hours ago is so many days old.
        StartedFrom = AgeMax is { } most ? now.AddDays(-most - 1).AddMilliseconds(1) : null,
    };
}
