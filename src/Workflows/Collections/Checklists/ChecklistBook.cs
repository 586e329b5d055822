using System.Collections.Immutable;
using Doorstep.Workflows.Collections.Acts;
using Doorstep.Workflows.Collections.Facts;

namespace Doorstep.Workflows.Collections.Checklists;

/// <summary>A step of a checklist.</summary>
/// <param name="Key">Its name in facts, <c>IDENTITY</c>.</param>
/// <param name="En">What to do.</param>
/// <param name="Zh">The same in Chinese.</param>
/// <param name="IsMandatory">No later step before it is done.</param>
/// <param name="Answers">What may be answered to it, <c>CONFIRMED</c>; only the first lets the talk go on. Empty: it is done or not.</param>
/// <param name="IsProof">Without the first answer it was no talk with the customer (G3).</param>
public sealed record ChecklistStep(string Key, string En, string Zh, bool IsMandatory, ImmutableArray<string> Answers, bool IsProof = false);

/// <summary>What an agent does, in this order, when an act of a kind is carried out (S38).</summary>
/// <param name="Kind">The kind of act.</param>
/// <param name="Steps">The steps in their order.</param>
public sealed record Checklist(ActKind Kind, ImmutableArray<ChecklistStep> Steps);

/// <summary>The checklists of the house: <c>workflow-definitions/registers/checklists.json</c>.</summary>
/// <param name="Version">Which version; a checklist that runs keeps the one it was opened with.</param>
/// <param name="Source">Where they come from.</param>
/// <param name="Checklists">One for a kind of act.</param>
public sealed record ChecklistBook(string Version, string Source, ImmutableArray<Checklist> Checklists)
{
    /// <summary>The book's own name for its shape.</summary>
    public const string Schema = "checklists/1";

    /// <summary>The checklist for a kind of act; null where there is none.</summary>
    public Checklist? For(ActKind kind) => Checklists.FirstOrDefault(list => list.Kind == kind);

    /// <summary>Reads the book; null where anything is wrong, and then every fault is noted.</summary>
    public static ChecklistBook? Read(string text, ICollection<(string Path, string Message)> faults)
    {
        var before = faults.Count;
        if (FieldReader.Parse(text, faults) is not { } root) return null;
        root.Only("schema", "version", "source", "checklists").Choice("schema", [Schema]);
        var book = new ChecklistBook(root.Text("version"), root.Text("source"), [.. root.Items("checklists").Select(List)]);
        if (faults.Count > before) return null;
        foreach (var twice in book.Checklists.GroupBy(list => list.Kind).Where(group => group.Count() > 1)) root.Fault("checklists", $"has {twice.Count()} for {FactJson.Word(twice.Key)}; one is enough.");
        return faults.Count > before ? null : book;
    }

    private static Checklist List(FieldReader json)
    {
        json.Only("kind", "steps");
        var kinds = Enum.GetValues<ActKind>().ToDictionary(FactJson.Word, StringComparer.Ordinal);
        var (kind, steps) = (json.Choice("kind", kinds.Keys), json.Items("steps").Select(Step).ToImmutableArray());
        if (steps.IsEmpty) json.Fault("steps", "is empty: there is nothing to do in order.");
        foreach (var twice in steps.GroupBy(step => step.Key, StringComparer.Ordinal).Where(group => group.Count() > 1)) json.Fault("steps", $"names '{twice.Key}' {twice.Count()} times.");
        return new(kinds.GetValueOrDefault(kind), steps);
    }

    private static ChecklistStep Step(FieldReader json)
    {
        json.Only("key", "en", "zh", "mandatory", "answers", "proof");
        var step = new ChecklistStep(json.Text("key"), json.Text("en"), json.Text("zh"), json.Flag("mandatory"), [.. json.Texts("answers")], json.FlagOrNo("proof"));
        if (step.Answers.Any(string.IsNullOrWhiteSpace) || step.Answers.Distinct(StringComparer.Ordinal).Count() is 1) json.Fault("answers", "needs two different words at least, first the one that lets the talk go on.");
        if (step.Answers.Length > 0 && !step.IsMandatory) json.Fault("mandatory", "is no: an answer that is asked for is mandatory.");
        if (step.IsProof && step.Answers.IsEmpty) json.Fault("proof", "needs 'answers': what proves it, and what does not.");
        return step;
    }
}
