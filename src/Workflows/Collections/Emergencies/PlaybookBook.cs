using System.Collections.Immutable;
using Doorstep.Workflows.Collections.Facts;

namespace Doorstep.Workflows.Collections.Emergencies;

/// <summary>Something to do in an emergency.</summary>
public sealed record PlaybookStep(string Key, string En, string Zh);

/// <summary>Whoever hears of an emergency next.</summary>
/// <param name="Key">Its name.</param>
/// <param name="En">In English.</param>
/// <param name="Zh">In Chinese.</param>
/// <param name="AckMinutes">Minutes it has to take the emergency up before the next one hears of it.</param>
public sealed record PlaybookTier(string Key, string En, string Zh, int AckMinutes);

/// <summary>What starts a playbook.</summary>
/// <param name="Event">The fact.</param>
/// <param name="Kinds">The kinds of it, <c>VIOLENCE</c>; none: whatever no other playbook takes.</param>
public sealed record PlaybookStart(string Event, ImmutableArray<string> Kinds);

/// <summary>What is done in an emergency of a kind (S39).</summary>
public sealed record Playbook(string Kind, string En, string Zh, ImmutableArray<PlaybookStart> StartedBy, ImmutableArray<PlaybookTier> Tiers, ImmutableArray<PlaybookStep> Steps);

/// <summary>The playbooks of the house: <c>workflow-definitions/registers/emergency-playbooks.json</c>.</summary>
/// <param name="Version">Which version; an emergency keeps the one it began with.</param>
/// <param name="Source">Where they come from.</param>
/// <param name="Playbooks">One for a kind of emergency.</param>
public sealed record PlaybookBook(string Version, string Source, ImmutableArray<Playbook> Playbooks)
{
    /// <summary>The book's own name for its shape.</summary>
    public const string Schema = "emergency-playbooks/1";

    private const int AckMinutesMax = 1440;
    private static readonly string[] Always = [nameof(SafetyAlert), nameof(CheckInMissed), nameof(DataIncident)];

    /// <summary>Whoever is ill or has lost somebody is no emergency; whoever may harm himself is.</summary>
    private static readonly string[] Events = [.. Always, nameof(DistressReported)];

    /// <summary>The playbook of a kind of emergency; null where there is none.</summary>
    public Playbook? Named(string kind) => Playbooks.FirstOrDefault(book => book.Kind == kind);

    /// <summary>The playbook that a fact starts; null where it starts none.</summary>
    public Playbook? For(Fact fact) => fact switch
    {
        SafetyAlert alert => For(nameof(SafetyAlert), alert.Kind),
        DistressReported { Kind: { } kind } => OfKind(nameof(DistressReported), kind),
        CheckInMissed => For(nameof(CheckInMissed), null),
        DataIncident => For(nameof(DataIncident), null),
        _ => null,
    };

    /// <summary>Reads the book; null where anything is wrong, and then every fault is noted.</summary>
    public static PlaybookBook? Read(string text, ICollection<(string Path, string Message)> faults)
    {
        var before = faults.Count;
        if (FieldReader.Parse(text, faults) is not { } root) return null;
        root.Only("schema", "version", "source", "playbooks").Choice("schema", [Schema]);
        var book = new PlaybookBook(root.Text("version"), root.Text("source"), [.. root.Items("playbooks").Select(Book)]);
        foreach (var twice in book.Playbooks.GroupBy(one => one.Kind, StringComparer.Ordinal).Where(group => group.Count() > 1)) root.Fault("playbooks", $"has {twice.Count()} for '{twice.Key}'.");
        foreach (var name in Always)
            if (book.Playbooks.SelectMany(one => one.StartedBy).Count(start => start.Event == name && start.Kinds.IsEmpty) != 1)
                root.Fault("playbooks", $"'{name}' without a kind has to start exactly one of them.");
        return faults.Count > before ? null : book;
    }

    private Playbook? OfKind(string name, string kind) => Playbooks.FirstOrDefault(book => book.StartedBy.Any(start => start.Event == name && start.Kinds.Contains(kind, StringComparer.OrdinalIgnoreCase)));

    private Playbook? For(string name, string? kind) => (kind is null ? null : OfKind(name, kind)) ?? Playbooks.FirstOrDefault(book => book.StartedBy.Any(start => start.Event == name && start.Kinds.IsEmpty));

    private static Playbook Book(FieldReader json)
    {
        json.Only("kind", "en", "zh", "startedBy", "tiers", "steps");
        var book = new Playbook(json.Text("kind"), json.Text("en"), json.Text("zh"), [.. json.Items("startedBy").Select(Start)], [.. json.Items("tiers").Select(Tier)], [.. json.Items("steps").Select(Step)]);
        if (book.Tiers.IsEmpty) json.Fault("tiers", "is empty: nobody would hear of it.");
        if (book.Steps.IsEmpty) json.Fault("steps", "is empty: there would be nothing to do.");
        foreach (var twice in book.Steps.GroupBy(step => step.Key, StringComparer.Ordinal).Where(group => group.Count() > 1)) json.Fault("steps", $"names '{twice.Key}' {twice.Count()} times.");
        return book;
    }

    private static PlaybookStart Start(FieldReader json)
    {
        json.Only("event", "kinds");
        return new(json.Choice("event", Events), [.. json.Texts("kinds")]);
    }

    private static PlaybookTier Tier(FieldReader json)
    {
        json.Only("key", "en", "zh", "ackMinutes");
        var minutes = (int)json.Count("ackMinutes", AckMinutesMax);
        if (minutes == 0) json.Fault("ackMinutes", "is 0: nobody can take anything up in no time.");
        return new(json.Text("key"), json.Text("en"), json.Text("zh"), minutes);
    }

    private static PlaybookStep Step(FieldReader json)
    {
        json.Only("key", "en", "zh");
        return new(json.Text("key"), json.Text("en"), json.Text("zh"));
    }
}
