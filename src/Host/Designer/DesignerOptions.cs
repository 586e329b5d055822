using Doorstep.Host.Api;
using Doorstep.Host.Security;
using Doorstep.Workflows.Collections.Clocks;
using Doorstep.Workflows.Collections.Communication;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.Policy;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Definitions;
using Mediator;

namespace Doorstep.Host.Designer;

/// <summary>What a designer chooses among in a drop-down: what the house has at this moment, not what somebody once wrote into a list.</summary>
internal sealed class DesignerOptions(ISender sender, DefinitionShelf shelf, PackShelf packs)
{
    private static readonly string[] AllHolds = ["NONE", "ALL"];
    private static readonly string[] Holds = [.. Enum.GetValues<Hold>().Select(FactJson.Word)];

    /// <summary>The values of every source that the inputs name.</summary>
    public async Task<Func<OptionSource, IEnumerable<string>>> ForAsync(IEnumerable<OptionSource> sources, HttpContext context)
    {
        var values = new Dictionary<OptionSource, IReadOnlyList<string>>();
        foreach (var source in sources.Distinct()) values[source] = await ValuesAsync(source, context);
        return source => values.GetValueOrDefault(source, []);
    }

    private async Task<IReadOnlyList<string>> ValuesAsync(OptionSource source, HttpContext context) => source switch
    {
        OptionSource.Events => await EventsAsync(context),
        OptionSource.Templates => [.. TemplateClasses.All.Keys.Order(StringComparer.Ordinal)],
        OptionSource.Lengths => Lengths(await packs.ApprovedAsync(context.RequestAborted)),
        OptionSource.Holds => [.. AllHolds, .. Holds, .. Holds.Select(hold => $"ALL EXCEPT {hold}")],
        _ => [],
    };

    /// <summary>The lengths of time that an approved pack sets: no other can be had.</summary>
    private static IReadOnlyList<string> Lengths(IEnumerable<ApprovedPack> approved) =>
        [.. approved.SelectMany(version => version.Pack.Parameters).Where(parameter => RuledClocks.Span(parameter.Value.Type, 1) is not null).Select(parameter => parameter.Key).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The events of the catalogue, and those that a latest version of a definition waits for or publishes.</summary>
    private async Task<IReadOnlyList<string>> EventsAsync(HttpContext context)
    {
        var (actor, names) = (context.Actor(), new SortedSet<string>(StringComparer.Ordinal));
        if (await sender.Send(new ListFactKinds(actor), context.RequestAborted) is Reply<IReadOnlyList<FactKind>>.Done(var kinds)) names.UnionWith(kinds.Select(kind => kind.Name));
        foreach (var latest in DefinitionShelf.Select(await shelf.AllAsync(null, actor, context.RequestAborted), "Latest"))
            if (await shelf.WithJsonAsync(latest, actor, context.RequestAborted) is { } version) names.UnionWith(EventNames.In(version.Row.Json));
        return [.. names];
    }
}
