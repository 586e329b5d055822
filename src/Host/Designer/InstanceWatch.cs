using Doorstep.Workflows.Storage.Cases;
using Microsoft.AspNetCore.SignalR;

namespace Doorstep.Host.Designer;

/// <summary>Tells viewers, those of the designer and of the console, that a case went on. It looks at the cases that somebody watches, all of them with one question, whoever moved them; while nobody watches it asks nothing.</summary>
internal sealed partial class InstanceWatch(CasePages cases, IHubContext<WorkflowInstanceHub> hub, ILogger<InstanceWatch> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, int> _watchers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _seen = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private HashSet<string> _told = new(StringComparer.Ordinal);

    /// <summary>A case that somebody watches went on.</summary>
    public event Action<string>? Moved;

    /// <summary>Watches a case from where it stands now.</summary>
    public async Task BeginAsync(string caseId, CancellationToken cancellation)
    {
        var now = await cases.SequencesAsync([caseId], cancellation);
        lock (_gate)
        {
            _watchers[caseId] = _watchers.GetValueOrDefault(caseId) + 1;
            foreach (var (known, sequence) in now) _seen.TryAdd(known, sequence);
        }
    }

    public void End(string caseId)
    {
        lock (_gate)
        {
            if (_watchers.GetValueOrDefault(caseId) is > 1 and var count)
            {
                _watchers[caseId] = count - 1;
                return;
            }

            _watchers.Remove(caseId);
            _seen.Remove(caseId);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await LookAsync(stoppingToken);
            }
#pragma warning disable CA1031 // Whatever keeps the database from answering, the next look may find it again; a viewer can be loaded again at any time.
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                Missed(log, fault);
            }
        }
    }

    private async Task LookAsync(CancellationToken cancellation)
    {
        string[] watched;
        lock (_gate) watched = [.. _watchers.Keys];
        if (watched.Length == 0) return;
        // Studio's journal asks at a message and shows the answer at the next one: whoever went on is told of once more.
        var before = _told;
        _told = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (caseId, sequence) in await cases.SequencesAsync(watched, cancellation))
        {
            if (WentOn(caseId, sequence))
            {
                _told.Add(caseId);
                Moved?.Invoke(caseId);
            }
            else if (!before.Contains(caseId))
            {
                continue;
            }

            await TellAsync(hub.Clients.Group(caseId), caseId, cancellation);
        }
    }

    /// <summary>Makes viewers ask again.</summary>
    public static async Task TellAsync(IClientProxy viewers, string caseId, CancellationToken cancellation)
    {
        await viewers.SendAsync("WorkflowExecutionLogUpdatedAsync", new { }, cancellation);
        await viewers.SendAsync("WorkflowInstanceUpdatedAsync", new { workflowInstanceId = caseId }, cancellation);
    }

    private bool WentOn(string caseId, long sequence)
    {
        lock (_gate)
        {
            if (!_watchers.ContainsKey(caseId) || _seen.GetValueOrDefault(caseId) == sequence) return false;
            _seen[caseId] = sequence;
            return true;
        }
    }

    [LoggerMessage(LogLevel.Debug, "Watched cases could not be looked at.")]
    private static partial void Missed(ILogger log, Exception fault);
}
