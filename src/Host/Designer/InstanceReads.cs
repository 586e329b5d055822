using System.Text.Json.Nodes;
using Doorstep.Workflows.Commands;
using Mediator;

namespace Doorstep.Host.Designer;

/// <summary>Cases as Studio's instance viewer needs them: on the version that they run on, with their state marked.</summary>
internal sealed class InstanceReads(ISender sender, DefinitionShelf shelf)
{
    /// <summary>Stands between a version's id and a case's id: Studio marks the current state only in a definition, so a case is shown under a definition of its own.</summary>
    private const char Marked = '@';

    /// <summary>The id under which a case's version is shown with the case's state marked in it.</summary>
    public static string MarkedId(string versionId, string caseId) => $"{versionId}{Marked}{caseId}";

    /// <summary>The case, or null.</summary>
    public async Task<CaseDetail?> FindAsync(string caseId, Actor actor, CancellationToken cancellation) =>
        await sender.Send(new GetCase(caseId, actor), cancellation) is Reply<CaseDetail>.Done(var found) ? found : null;

    /// <summary>The version with an id of either kind as Studio wants it, or null.</summary>
    public async Task<JsonObject?> DefinitionAsync(string id, Actor actor, CancellationToken cancellation)
    {
        var parts = id.Split(Marked, 2);
        if (await shelf.FindByIdAsync(parts[0], actor, cancellation) is not { } version) return null;
        if (parts.Length == 1) return DefinitionJson.View(version, actor.IsAny(Role.Designer));
        if (await FindAsync(parts[1], actor, cancellation) is not { } found || $"{found.Record.DefinitionId}:{found.Record.DefinitionVersion}" != parts[0]) return null;
        var view = DefinitionJson.View(version, mayEdit: false, id);
        view["root"]!["currentState"] = found.Snapshot.Frames[0].State;
        return view;
    }

    /// <summary>The machine of a case's own definition, for its journal; null where its version cannot be read.</summary>
    public async Task<MachineParts?> PartsAsync(CaseDetail found, Actor actor, CancellationToken cancellation) =>
        await shelf.FindByIdAsync($"{found.Record.DefinitionId}:{found.Record.DefinitionVersion}", actor, cancellation) is { } version
            ? MachineParts.Of(DefinitionJson.View(version, mayEdit: false)) : null;

    /// <summary>The activity at which a case stopped; the machine where that cannot be told. Null: it has not.</summary>
    /// <param name="found">The case.</param>
    /// <param name="parts">Its own machine.</param>
    public static PartId? Broken(CaseDetail found, MachineParts? parts)
    {
        if (found.Snapshot.Broken is not { } incident) return null;
        if (incident.Place is not { } place || place.DefinitionId == found.Record.DefinitionId) return parts?.At(incident.Place);
        // The viewer shows the case's own machine: what broke inside another one is where that one runs.
        return parts?.Inside(found.Snapshot.Frames[0].State);
    }

    /// <summary>Every step of a case after one, up to a bound.</summary>
    public async Task<IReadOnlyList<WatchedStep>> StepsAsync(string caseId, long after, int limit, Actor actor, CancellationToken cancellation) =>
        await sender.Send(new WatchSteps(caseId, after, limit, actor), cancellation) is Reply<IReadOnlyList<WatchedStep>>.Done(var steps) ? steps : [];
}
