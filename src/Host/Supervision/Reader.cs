using Doorstep.Host.People;
using Doorstep.Workflows.Commands;
using Mediator;
using Microsoft.AspNetCore.Components.Authorization;

namespace Doorstep.Host.Supervision;

/// <summary>Who reads a page: the language, the zone, and the one door to the house. Every question and every command goes out in the reader's own name, and who that is is asked anew each time.</summary>
internal sealed class Reader(AuthenticationStateProvider who, SessionBook sessions, ISender sender)
{
    private string _origin = "";

    /// <summary>Whether the pages speak Chinese.</summary>
    public bool IsChinese { get; private set; }

    /// <summary>Where the reader's clock hangs; UTC until the browser has said.</summary>
    public TimeZoneInfo Zone { get; private set; } = TimeZoneInfo.Utc;

    /// <summary>The zone has become known.</summary>
    public event Action? Changed;

    /// <summary>Begins a page.</summary>
    public void Begin(bool isChinese, string origin) => (IsChinese, _origin) = (isChinese, origin);

    /// <summary>The browser has said in which zone it is.</summary>
    public void IsIn(string? zone)
    {
        if (zone is not { Length: > 0 and < 64 } || !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) || found.Id == Zone.Id) return;
        Zone = found;
        Changed?.Invoke();
    }

    public string Say(string english, string chinese) => IsChinese ? chinese : english;

    /// <summary>Who reads, with the rights of this moment.</summary>
    public async ValueTask<Actor> ActorAsync()
    {
        var session = Session.Of((await who.GetAuthenticationStateAsync()).User) ?? throw new SessionOverException();
        return await sessions.FindAsync(session, CancellationToken.None) is { } actor ? actor with { Origin = _origin } : throw new SessionOverException();
    }

    public async ValueTask<T> AskAsync<T>(Func<Actor, IQuery<T>> query, CancellationToken cancellation = default) => await sender.Send(query(await ActorAsync()), cancellation);

    public async ValueTask<T> DoAsync<T>(Func<Actor, ICommand<T>> command) => await sender.Send(command(await ActorAsync()));
}

/// <summary>The session has ended while a page was open.</summary>
internal sealed class SessionOverException() : Exception("The session is over.");
