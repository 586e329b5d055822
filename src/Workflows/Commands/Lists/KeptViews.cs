using System.Collections.Immutable;
using System.Text.Json;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Storage.Registers;
using Mediator;

namespace Doorstep.Workflows.Commands.Lists;

/// <summary>A filter that somebody uses again.</summary>
/// <param name="Name">What he calls it.</param>
/// <param name="Filter">The filter.</param>
public sealed record KeptView(string Name, CaseFilter Filter);

/// <summary>The views of whoever asks, by name. Nobody sees another person's.</summary>
[Allow(Role.Supervisor, Role.Compliance), ForScoped]
public sealed record ListViews(Actor Actor) : IQuery<Reply<IReadOnlyList<KeptView>>>, IActed;

/// <summary>Keeps a view for whoever asks; one of the same name is replaced.</summary>
[Allow(Role.Supervisor, Role.Compliance), ForScoped]
public sealed record SaveView(string? Name, CaseFilter Filter, Actor Actor) : ICommand<Reply<KeptView>>, IActed;

/// <summary>Removes a view of whoever asks.</summary>
[Allow(Role.Supervisor, Role.Compliance), ForScoped]
public sealed record RemoveView(string Name, Actor Actor) : ICommand<Reply<KeptView>>, IActed;

internal sealed class ViewHandler(RegisterStore registers, TimeProvider clock) :
    IQueryHandler<ListViews, Reply<IReadOnlyList<KeptView>>>, ICommandHandler<SaveView, Reply<KeptView>>, ICommandHandler<RemoveView, Reply<KeptView>>
{
    private const string Kind = "CASE_VIEWS";
    private const int ViewsMax = 50;
    private const int NameMax = 60;
    private const int AttemptsMax = 5;

    public async ValueTask<Reply<IReadOnlyList<KeptView>>> Handle(ListViews query, CancellationToken cancellationToken) => new Reply<IReadOnlyList<KeptView>>.Done(Read(await FindAsync(query.Actor, cancellationToken)));

    public async ValueTask<Reply<KeptView>> Handle(SaveView command, CancellationToken cancellationToken)
    {
        Fault[] faults = [.. Name(command.Name), .. command.Filter.Faults()];
        if (faults.Length > 0) return Refuse.Invalid<KeptView>("The view cannot be kept like this.", faults);
        var view = new KeptView(command.Name!.Trim(), command.Filter);
        return await ChangeAsync(command.Actor, views => views.RemoveAll(known => known.Name == view.Name) is var others && others.Length >= ViewsMax
            ? (null, Refuse.Conflict<KeptView>($"You have {ViewsMax} views, and nobody keeps more. Remove one first."))
            : (others.Add(view), new Reply<KeptView>.Done(view)), cancellationToken);
    }

    public async ValueTask<Reply<KeptView>> Handle(RemoveView command, CancellationToken cancellationToken) => await ChangeAsync(command.Actor, views => views.FirstOrDefault(view => view.Name == command.Name) is { } known
        ? (views.Remove(known), new Reply<KeptView>.Done(known))
        : (null, Refuse.NotFound<KeptView>($"You have no view '{command.Name}'.")), cancellationToken);

    /// <summary>Writes the views anew under the version that was read; where two pages of one person write at once, the second reads again.</summary>
    private async Task<Reply<KeptView>> ChangeAsync(Actor actor, Func<ImmutableArray<KeptView>, (ImmutableArray<KeptView>? After, Reply<KeptView> Answer)> change, CancellationToken cancellation)
    {
        for (var attempt = 1; attempt <= AttemptsMax; attempt++)
        {
            var row = await FindAsync(actor, cancellation);
            var (after, answer) = change(Read(row));
            if (after is not { } views) return answer;
            var json = JsonSerializer.Serialize(views.OrderBy(view => view.Name, StringComparer.Ordinal), FactJson.Options);
            if (await registers.SaveAsync(new RegisterRecord(Kind, actor.Name, (row?.Version ?? 0) + 1, json, clock.GetUtcNow(), actor.Name), cancellation)) return answer;
        }

        return Refuse.Busy<KeptView>($"Your views were written {AttemptsMax} times at once. Send it again.");
    }

    private Task<RegisterRecord?> FindAsync(Actor actor, CancellationToken cancellation) => registers.FindAsync(Kind, actor.Name, cancellation);

    private static ImmutableArray<KeptView> Read(RegisterRecord? row) => row is null ? [] : JsonSerializer.Deserialize<ImmutableArray<KeptView>>(row.Json, FactJson.Options);

    private static IEnumerable<Fault> Name(string? name)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Trim().Length > NameMax || name.Any(char.IsControl)) yield return new Fault("name", $"'{name}' is not a name: 1 to {NameMax} letters, and no signs that nobody sees.");
    }
}
