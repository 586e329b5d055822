using System.Collections.Immutable;
using System.Text.Json;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.Policy;
using Doorstep.Workflows.Definitions;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Simulation;
using Mediator;

namespace Doorstep.Workflows.Commands.Trying;

/// <summary>Plays invented cases on a version under a virtual clock, and says what became of them. Nothing that is real is touched.</summary>
/// <param name="DefinitionId">The definition.</param>
/// <param name="Version">The version; null: the latest, which may be a draft.</param>
/// <param name="Wish">How.</param>
/// <param name="Actor">Who.</param>
[Allow(Role.Designer)]
public sealed record SimulateDefinition(string DefinitionId, int? Version, SimulationWish Wish, Actor Actor) : ICommand<Reply<Simulated>>, IActed;

/// <summary>How a designer wants cases played; null: as <see cref="SimulationPlan"/> has it.</summary>
public sealed record SimulationWish
{
    /// <summary>The definition that cases start on; null: the definition itself, or the one that runs it inside itself.</summary>
    public string? Root { get; init; }

    /// <summary>Cases.</summary>
    public int? Cases { get; init; }

    /// <summary>What chance depends on.</summary>
    public int? Seed { get; init; }

    /// <summary>Days of the virtual clock.</summary>
    public int? Days { get; init; }

    /// <summary>When the first case starts (UTC); null: now.</summary>
    public DateTimeOffset? Start { get; init; }

    /// <summary>What the customer and the people of the house do; none: whatever chance says.</summary>
    public ImmutableArray<ScriptLine> Script { get; init; } = [];

    /// <summary>The body that every case starts with; undefined: an invented one.</summary>
    public JsonElement Body { get; init; }
}

/// <summary>A simulation that was made.</summary>
/// <param name="DefinitionId">The definition.</param>
/// <param name="Version">The version.</param>
/// <param name="ContentHash">Its content.</param>
/// <param name="Root">The definition that cases started on.</param>
/// <param name="At">When it was made (UTC).</param>
/// <param name="By">Who made it.</param>
/// <param name="Seed">What chance depended on.</param>
/// <param name="IsScripted">People did what was written.</param>
/// <param name="From">When the first case started (UTC, virtual).</param>
/// <param name="Days">Days of the virtual clock.</param>
/// <param name="Result">What became of the cases.</param>
public sealed record Simulated(
    string DefinitionId, int Version, string ContentHash, string Root, DateTimeOffset At, string By, int Seed, bool IsScripted, DateTimeOffset From, int Days, SimulationResult Result);

/// <summary>Simulations of a definition, the latest first.</summary>
/// <param name="DefinitionId">The definition.</param>
/// <param name="Limit">At most so many.</param>
/// <param name="Actor">Who asks.</param>
[Allow(Role.Designer, Role.Supervisor, Role.Compliance)]
public sealed record ListSimulations(string DefinitionId, int Limit, Actor Actor) : IQuery<Reply<IReadOnlyList<Simulated>>>, IActed;

internal sealed class SimulationHandler(DraftFamilies families, Simulator simulator, SimulationBook book, PackShelf packs, TimeProvider clock) :
    ICommandHandler<SimulateDefinition, Reply<Simulated>>, IQueryHandler<ListSimulations, Reply<IReadOnlyList<Simulated>>>, IDisposable
{
    private const int DaysMax = 3650;
    private const int LinesMax = 200;

    /// <summary>Years that calendars and clocks can be counted in, with room for the longest deadline.</summary>
    private const int YearMin = 2000;
    private const int YearMax = 2200;

    private readonly SemaphoreSlim _turn = new(1);

    public async ValueTask<Reply<Simulated>> Handle(SimulateDefinition command, CancellationToken cancellationToken)
    {
        var wish = command.Wish;
        if (Faults(wish).ToArray() is { Length: > 0 } faults) return Refuse.Invalid<Simulated>("The simulation cannot be made like this.", faults);
        var found = await families.FindAsync(command.DefinitionId, command.Version, wish.Root, cancellationToken);
        if (found is not Reply<DraftFamily>.Done(var family)) return ((Reply<DraftFamily>.Refused)found).As<Simulated>();
        if (NeverPlayed(wish, family.Machine).ToArray() is { Length: > 0 } idle) return Refuse.Invalid<Simulated>("The simulation cannot be made like this.", idle);
        // One after the other: a simulation takes what the machine has.
        if (!await _turn.WaitAsync(TimeSpan.Zero, cancellationToken)) return new Reply<Simulated>.Refused(RefusalKind.Busy, "Another simulation runs. Try again when it is over.");
        try
        {
            var plan = await PlanAsync(wish, family, cancellationToken);
            var result = await simulator.PlayAsync(family.Machine, plan, cancellationToken);
            var made = new Simulated(
                family.Version.DefinitionId, family.Version.Version, family.Version.ContentHash, family.Machine.Id, clock.GetUtcNow(), command.Actor.Name, plan.Seed, !plan.Script.IsEmpty, plan.Start, plan.Days, result);
            await book.KeepAsync(made, cancellationToken);
            return new Reply<Simulated>.Done(made);
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask<Reply<IReadOnlyList<Simulated>>> Handle(ListSimulations query, CancellationToken cancellationToken) =>
        new Reply<IReadOnlyList<Simulated>>.Done(await book.ListAsync(query.DefinitionId, query.Limit, cancellationToken));

    public void Dispose() => _turn.Dispose();

    private async Task<SimulationPlan> PlanAsync(SimulationWish wish, DraftFamily family, CancellationToken cancellation)
    {
        var plain = new SimulationPlan { Start = wish.Start ?? clock.GetUtcNow(), DefinitionId = family.Machine.Id };
        return plain with
        {
            Cases = wish.Cases ?? (wish.Script.IsEmpty ? plain.Cases : 1), Seed = wish.Seed ?? plain.Seed, Days = wish.Days ?? plain.Days, Script = wish.Script, Body = wish.Body,
            Pack = (await packs.ReferencesAsync(cancellation)) is [var first, ..] ? first : null,
        };
    }

    /// <summary>Lines of a script that no case could ever play: whoever reads the result would take chance for what was written.</summary>
    private static IEnumerable<Fault> NeverPlayed(SimulationWish wish, StateMachine machine)
    {
        var (states, events) = (machine.Family.SelectMany(one => one.Declared).Select(state => state.Name).Distinct(StringComparer.Ordinal).ToArray(), FactCatalogue.Names.Union(machine.EventNames, StringComparer.Ordinal).ToArray());
        foreach (var (line, index) in wish.Script.Select((line, index) => (line, index)))
        {
            if (line.In is { } where && !states.Contains(where.Split('/')[^1], StringComparer.Ordinal)) yield return new Fault($"script[{index}].in", $"'{where}' is no state of the definition{Nearest.Hint(where, states)}");
            if (!events.Contains(line.Type, StringComparer.Ordinal) && !machine.MayWaitFor(line.Type)) yield return new Fault($"script[{index}].type", $"'{line.Type}' is no event of the catalogue, and nothing waits for it{Nearest.Hint(line.Type, events)}");
            foreach (var (field, message) in FactCatalogue.Check(line.Type, line.Data)) yield return new Fault($"script[{index}].data.{field}", message);
        }
    }

    private IEnumerable<Fault> Faults(SimulationWish wish)
    {
        if (wish.Cases is { } cases && (cases < 1 || cases > simulator.Options.CasesMax)) yield return new Fault("cases", $"{cases} is not between 1 and {simulator.Options.CasesMax}.");
        if (wish.Days is { } days && days is < 1 or > DaysMax) yield return new Fault("days", $"{wish.Days} is not between 1 and {DaysMax}.");
        if (wish.Start is { } start && (start.Year < YearMin || start.Year > YearMax)) yield return new Fault("start", $"{Instants.Text(start)} is not between {YearMin} and {YearMax}.");
        if (wish.Script.Length > LinesMax) yield return new Fault("script", $"has {wish.Script.Length} lines; at most {LinesMax} are played.");
        if (wish.Body.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.Object)) yield return new Fault("body", $"must be an object, not {Values.Quote(wish.Body)}.");
        foreach (var (line, index) in wish.Script.Select((line, index) => (line, index)))
            if (string.IsNullOrWhiteSpace(line.Type)) yield return new Fault($"script[{index}].type", "is missing: the event's name.");
    }
}
