using Doorstep.Host.Setup;

namespace Doorstep.Host.Security;

/// <summary>How much anybody may ask for: the section <c>Doorstep:Limits</c>.</summary>
internal sealed record LimitOptions
{
    /// <summary>Requests of one key in a second; a tenfold of it at once.</summary>
    public int KeyPerSecond { get; init; } = 5000;

    /// <summary>Requests of one person in a second, over all of its pages; a tenfold of it at once.</summary>
    public int PersonPerSecond { get; init; } = 50;

    /// <summary>Requests of one address in a second that bring neither key nor token: pages, scripts, health; a tenfold of it at once.</summary>
    public int AddressPerSecond { get; init; } = 200;

    /// <summary>Sign-ins that one address may try in a minute.</summary>
    public int SignInsPerMinute { get; init; } = 20;

    /// <summary>Wrong keys and passwords of one address within five minutes, after which nobody signs in from there for the rest of them.</summary>
    public int FailuresMax { get; init; } = 100;

    public static LimitOptions Read(SettingsReader settings)
    {
        var otherwise = new LimitOptions();
        return new LimitOptions
        {
            KeyPerSecond = settings.Number($"Limits:{nameof(KeyPerSecond)}", otherwise.KeyPerSecond), PersonPerSecond = settings.Number($"Limits:{nameof(PersonPerSecond)}", otherwise.PersonPerSecond),
            AddressPerSecond = settings.Number($"Limits:{nameof(AddressPerSecond)}", otherwise.AddressPerSecond), SignInsPerMinute = settings.Number($"Limits:{nameof(SignInsPerMinute)}", otherwise.SignInsPerMinute),
            FailuresMax = settings.Number($"Limits:{nameof(FailuresMax)}", otherwise.FailuresMax),
        };
    }
}
