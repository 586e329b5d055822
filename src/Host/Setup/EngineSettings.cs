using Doorstep.Workflows.Collections.Communication;
using Doorstep.Workflows.Deadlines.Outages;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Outbox;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Storage.Dispatches;

namespace Doorstep.Host.Setup;

/// <summary>The sections of <c>Doorstep</c> that the engine is set by: <c>Outbox</c>, <c>Bounds</c>, <c>Storage</c>, <c>Institution</c> and <c>CatchUp</c>.</summary>
internal static class EngineSettings
{
    private const int SecretMin = 16;

    /// <exception cref="InvalidOperationException">Something cannot be read, or nobody reads it; the message names all of it.</exception>
    public static (OutboxOptions Outbox, Bounds Bounds, StorageOptions Storage, Institution Institution, CatchUpOptions CatchUp) Read(IConfiguration configuration, OutboxOptions defaults)
    {
        var settings = new SettingsReader(configuration);
        var read = (ReadOutbox(settings, defaults), ReadBounds(settings, new Bounds()), ReadStorage(settings, new StorageOptions()), ReadInstitution(settings), ReadCatchUp(settings, new CatchUpOptions()));
        DoorSettings.Read(settings);
        settings.ThrowIfWrong();
        if (read.Item3.Faults() is { Length: > 0 } faults) throw new InvalidOperationException($"{SettingsReader.Root}:Storage: {string.Join(' ', faults)}");
        var twice = read.Item1.Webhooks.GroupBy(hook => hook.Name, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1);
        return twice is null ? read : throw new InvalidOperationException($"Two receivers of Doorstep:Outbox:Webhooks are called '{twice.Key}'; without a Name it is the host. Give each a Name of its own.");
    }

    private static OutboxOptions ReadOutbox(SettingsReader settings, OutboxOptions defaults)
    {
        WebhookOptions[] hooks = [.. settings.Items("Outbox:Webhooks").Select(hook => ReadWebhook(settings, hook)).OfType<WebhookOptions>()];
        Expect(settings, "Outbox:Webhooks:0");
        return defaults with
        {
            AttemptsMax = settings.Number("Outbox:AttemptsMax", defaults.AttemptsMax),
            RetryDelay = settings.Span("Outbox:RetryDelay", defaults.RetryDelay),
            RetryDelayMax = settings.Span("Outbox:RetryDelayMax", defaults.RetryDelayMax),
            Webhooks = hooks.Length == 0 ? defaults.Webhooks : [.. hooks],
            Ledger = ReadLedger(settings, defaults.Ledger),
        };
    }

    private static DispatchOptions ReadLedger(SettingsReader settings, DispatchOptions defaults) => defaults with
    {
        Folder = settings.Text($"Outbox:Ledger:{nameof(DispatchOptions.Folder)}") ?? defaults.Folder,
        FileBytesMax = settings.Number($"Outbox:Ledger:{nameof(DispatchOptions.FileBytesMax)}", defaults.FileBytesMax),
        FilesMax = settings.Number($"Outbox:Ledger:{nameof(DispatchOptions.FilesMax)}", defaults.FilesMax),
        MarkEvery = settings.Span($"Outbox:Ledger:{nameof(DispatchOptions.MarkEvery)}", defaults.MarkEvery),
    };

    /// <summary>Members of a receiver, so that a list without any knows them too.</summary>
    private static void Expect(SettingsReader settings, string hook)
    {
        foreach (var member in (string[])["Name", "Url", "Secret", "Events:0"]) settings.Text($"{hook}:{member}");
    }

    private static WebhookOptions? ReadWebhook(SettingsReader settings, string hook)
    {
        var (name, address, secret) = (settings.Text($"{hook}:Name"), settings.Text($"{hook}:Url") ?? "", settings.Text($"{hook}:Secret") ?? "");
        var isThere = Uri.TryCreate(address, UriKind.Absolute, out var url) && url.Scheme is "http" or "https";
        if (!isThere) settings.Fault($"{hook}:Url", address, "not an http(s) address", "https://crm.example/doorstep");
        if (secret.Length < SecretMin) settings.Fault($"{hook}:Secret", new string('*', secret.Length), $"shorter than {SecretMin} characters", "at-least-16-characters");
        return isThere && secret.Length >= SecretMin
            ? new WebhookOptions { Name = string.IsNullOrWhiteSpace(name) ? url!.Host : name, Url = url!, Secret = secret, Events = [.. settings.Items($"{hook}:Events").Select(settings.Text).OfType<string>()] }
            : null;
    }

    private static StorageOptions ReadStorage(SettingsReader settings, StorageOptions defaults) => defaults with
    {
        CommitStepsMax = settings.Number($"Storage:{nameof(StorageOptions.CommitStepsMax)}", defaults.CommitStepsMax),
        CommitBytesMax = settings.Number($"Storage:{nameof(StorageOptions.CommitBytesMax)}", defaults.CommitBytesMax),
        CommitWaitMax = settings.Span($"Storage:{nameof(StorageOptions.CommitWaitMax)}", defaults.CommitWaitMax),
        CommitQueueMax = settings.Number($"Storage:{nameof(StorageOptions.CommitQueueMax)}", defaults.CommitQueueMax),
    };

    private static CatchUpOptions ReadCatchUp(SettingsReader settings, CatchUpOptions defaults) => defaults with
    {
        PerSecond = settings.Number($"CatchUp:{nameof(CatchUpOptions.PerSecond)}", defaults.PerSecond),
        HearAfter = settings.Span($"CatchUp:{nameof(CatchUpOptions.HearAfter)}", defaults.HearAfter),
    };

    private static Institution ReadInstitution(SettingsReader settings) => new()
    {
        Name = settings.Text($"Institution:{nameof(Institution.Name)}"), NameEnglish = settings.Text($"Institution:{nameof(Institution.NameEnglish)}"),
        Phone = settings.Text($"Institution:{nameof(Institution.Phone)}"), VerifyPage = settings.Text($"Institution:{nameof(Institution.VerifyPage)}"),
        FeedbackPage = settings.Text($"Institution:{nameof(Institution.FeedbackPage)}"), Officer = settings.Text($"Institution:{nameof(Institution.Officer)}"),
        OfficerEnglish = settings.Text($"Institution:{nameof(Institution.OfficerEnglish)}"),
    };

    private static Bounds ReadBounds(SettingsReader settings, Bounds defaults) => new()
    {
        MicroStepsMax = settings.Number($"Bounds:{nameof(Bounds.MicroStepsMax)}", defaults.MicroStepsMax),
        ActivitiesMax = settings.Number($"Bounds:{nameof(Bounds.ActivitiesMax)}", defaults.ActivitiesMax),
        FramesMax = settings.Number($"Bounds:{nameof(Bounds.FramesMax)}", defaults.FramesMax),
        InterruptionsMax = settings.Number($"Bounds:{nameof(Bounds.InterruptionsMax)}", defaults.InterruptionsMax),
        DeadlinesMax = settings.Number($"Bounds:{nameof(Bounds.DeadlinesMax)}", defaults.DeadlinesMax),
        EffectsMax = settings.Number($"Bounds:{nameof(Bounds.EffectsMax)}", defaults.EffectsMax),
        ValueDepthMax = settings.Number($"Bounds:{nameof(Bounds.ValueDepthMax)}", defaults.ValueDepthMax),
        HouseStepsMax = settings.Number($"Bounds:{nameof(Bounds.HouseStepsMax)}", defaults.HouseStepsMax),
        ExpressionTimeMax = settings.Span($"Bounds:{nameof(Bounds.ExpressionTimeMax)}", defaults.ExpressionTimeMax),
        ExpressionStatementsMax = settings.Number($"Bounds:{nameof(Bounds.ExpressionStatementsMax)}", defaults.ExpressionStatementsMax),
        ExpressionBytesMax = settings.Number($"Bounds:{nameof(Bounds.ExpressionBytesMax)}", defaults.ExpressionBytesMax),
        SnapshotBytesMax = settings.Number($"Bounds:{nameof(Bounds.SnapshotBytesMax)}", defaults.SnapshotBytesMax),
        JournalBytesMax = settings.Number($"Bounds:{nameof(Bounds.JournalBytesMax)}", defaults.JournalBytesMax),
    };
}
