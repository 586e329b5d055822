using System.Collections.Concurrent;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Commands.Access;

namespace Doorstep.Host.Security;

/// <summary>Counts wrong keys and wrong passwords by address. Whoever sends too many is told to wait, and nobody signs in from there for a while; that is logged once.</summary>
internal sealed class DoorThrottle(AuditTrail audit, LimitOptions limits, TimeProvider clock)
{
    public const string Shut = "Too many wrong keys or passwords came from this address. Wait five minutes.";

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private const int AddressesMax = 10_000;

    private readonly ConcurrentDictionary<string, (int Count, DateTimeOffset Since)> _failures = new(StringComparer.Ordinal);

    public bool IsShut(string origin) => _failures.TryGetValue(origin, out var failed) && failed.Count >= limits.FailuresMax && failed.Since + Window > clock.GetUtcNow();

    public async Task FailedAsync(string origin)
    {
        var now = clock.GetUtcNow();
        if (_failures.Count > AddressesMax) _failures.Clear();
        var failed = _failures.AddOrUpdate(origin, (1, now), (_, before) => before.Since + Window > now ? (before.Count + 1, before.Since) : (1, now));
        if (failed.Count == limits.FailuresMax) await audit.RefusedAsync(new Actor("nobody", []) { Origin = origin }, "door.shut", reason: Shut);
    }
}
