using System.Text.Json;
using System.Text.Json.Nodes;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Deadlines;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Outbox;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Storage.Cases;
using Doorstep.Workflows.Tests.Engine;
using Doorstep.Workflows.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using static Doorstep.Workflows.Tests.Definitions.Definition;

namespace Doorstep.Workflows.Tests.Crashes;

#pragma warning disable CA5394 // The dice of a simulation must fall the same way every time.

/// <summary>One seed: a case, a peer that it sends messages to, a client that repeats until it is answered, time that passes, and a process that dies at any await of its store or with its answer on the way.</summary>
internal sealed class CrashRun(EngineHouse house, SwitchedStore store, int seed, string name)
{
    private const double Odds = 0.06;
    private const double AnswerIsLost = 0.05;

    /// <summary>Peers that cases tell, in turn; their business keys end in a number.</summary>
    public const int Peers = 20;

    private static readonly string[] Types = ["Note", "Note", "Odd", "Paid"];

    private readonly Random _dice = new(seed);
    private readonly CrashingStore _crashing = new(house.Services.GetRequiredService<CaseStore>(), seed) { Odds = Odds, StaysDead = true };
    private readonly List<string> _lost = [];
    private DeadlineSweep _sweep = null!;
    private OutboxRelay _relay = null!;
    private StartCaseHandler _starts = null!;
    private RaiseEventHandler _events = null!;

    /// <summary>A case that notes, waits a day, is late, or is paid wherever it stands, and tells its peer of each; and the peer.</summary>
    public static JsonObject[] Definitions { get; } =
    [
        Of("Open", [State("Open")], [Way("Open", "Open", OnEvent("Ping"))]).Named("peer"),
        Of("Waiting", [State("Waiting"), State("Late"), State("Paid")],
        [
            Way("Waiting", "Waiting", OnEvent("Note"), action: Tell(), name: "noted"),
            Way("Waiting", "Late", Machines.Deadline("P1D"), action: Tell(), name: "late"),
            Way("Late", "Late", OnEvent("Odd"), action: Tell(), name: "odd"),
            Way("Late", "Late", Machines.Delay("P2D"), name: "again"),
            Way("*", "Paid", OnEvent("Paid"), action: Tell(), name: "paid"),
        ]).Named("sim"),
    ];

    /// <summary>Where it died, in order.</summary>
    public IEnumerable<string> Deaths => _crashing.Deaths.Concat(_lost);

    public string CaseId { get; private set; } = "";

    /// <summary>Events that were acknowledged, by id.</summary>
    public Dictionary<string, string> Acknowledged { get; } = new(StringComparer.Ordinal);

    /// <summary>Lives through everything, and then on until nothing is left to do.</summary>
    public async Task LiveAsync()
    {
        Begin();
        store.Real = _crashing;
        CaseId = await UntilDoneAsync(() => StartAsync("sim", name));
        foreach (var (id, type) in Script())
        {
            await PassAsync();
            await UntilDoneAsync(() => RaiseAsync(id, type));
            Acknowledged[id] = type;
        }

        store.Real = house.Services.GetRequiredService<CaseStore>();
        Begin();
        house.Clock.Advance(TimeSpan.FromHours(1));
        await _sweep.RunAsync();
        await _relay.RunAsync();
    }

    /// <summary>Closes the case, so that it has no part in the lives after it.</summary>
    public async Task EndAsync()
    {
        if (!Acknowledged.ContainsValue("Paid"))
        {
            await RaiseAsync($"{name}-end", "Paid");
            await _relay.RunAsync();
        }

        _relay.Dispose();
    }

    private async Task PassAsync()
    {
        switch (_dice.Next(4))
        {
            case 0:
                house.Clock.Advance(TimeSpan.FromHours(_dice.Next(1, 31)));
                await OnceAsync(() => _sweep.RunAsync());
                break;
            case 1:
                await OnceAsync(() => _relay.RunAsync());
                break;
        }
    }

    /// <summary>Events in any order, some of them twice.</summary>
    private (string Id, string Type)[] Script()
    {
        var events = Types.Take(_dice.Next(1, Types.Length + 1)).Select((type, index) => ($"{name}-e{index}", type)).ToList();
        if (_dice.Next(2) == 0) events.Add(events[_dice.Next(events.Count)]);
        var order = events.ToArray();
        _dice.Shuffle(order);
        return order;
    }

    private async Task<string> StartAsync(string definition, string key) => (await _starts.Handle(
        new StartCase(key, JsonSerializer.SerializeToElement(new { schema = "workflow.start/1", definition = new { key = definition }, businessKey = key, input = new { peer = seed % Peers } }), EngineHouse.Service), default)).Value().CaseId;

    private async Task<string> RaiseAsync(string id, string type) => (await _events.Handle(new RaiseEvent(CaseId, id, type, null, JsonSerializer.SerializeToElement(new { }), EngineHouse.Service), default)).Value().State;

    private async Task<T> UntilDoneAsync<T>(Func<Task<T>> act)
    {
        while (true)
            if (await OnceAsync(act) is (true, var answer)) return answer!;
    }

    /// <summary>Does something that may be the process's last; a death is followed by a new life, which has nothing in memory.</summary>
    private async Task<(bool IsDone, T? Answer)> OnceAsync<T>(Func<Task<T>> act)
    {
        var deaths = _crashing.Deaths.Count;
        try
        {
            var answer = await act();
            if (_crashing.Deaths.Count == deaths && _dice.NextDouble() >= AnswerIsLost) return (true, answer);
            _lost.Add("answer");
        }
        catch (Exception) when (_crashing.Deaths.Count > deaths)
        {
            // That is what it means to die.
        }

        _crashing.Restart();
        Begin();
        return (false, default);
    }

    /// <summary>A process that has just begun: nothing is in memory, and nothing is under way.</summary>
    private void Begin()
    {
        _relay?.Dispose();
        var (services, cases) = (house.Services, CasesByHand.Over(house.Services));
        OutboxChannel[] channels = [new OtherCaseChannel(cases, services.GetRequiredService<FactFolder>(), services.GetRequiredService<ICaseStore>())];
        _sweep = ActivatorUtilities.CreateInstance<DeadlineSweep>(services, cases);
        _relay = ActivatorUtilities.CreateInstance<OutboxRelay>(services, cases, channels);
        _starts = ActivatorUtilities.CreateInstance<StartCaseHandler>(services, cases);
        _events = ActivatorUtilities.CreateInstance<RaiseEventHandler>(services, cases);
    }

    private static JsonObject Tell() => Machines.Publish("Ping", to: "'peer-' + getInput('peer')");
}
