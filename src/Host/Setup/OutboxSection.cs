using Doorstep.Workflows.Outbox;

namespace Doorstep.Host.Setup;

/// <summary>The configuration section <c>Doorstep:Outbox</c>, as configuration can bind it.</summary>
internal sealed class OutboxSection
{
    public int? AttemptsMax { get; set; }

    public TimeSpan? RetryDelay { get; set; }

    public TimeSpan? RetryDelayMax { get; set; }

    public List<WebhookSection> Webhooks { get; set; } = [];

    public OutboxOptions ToOptions()
    {
        var defaults = new OutboxOptions();
        return defaults with
        {
            AttemptsMax = AttemptsMax ?? defaults.AttemptsMax,
            RetryDelay = RetryDelay ?? defaults.RetryDelay,
            RetryDelayMax = RetryDelayMax ?? defaults.RetryDelayMax,
            Webhooks = [.. Webhooks.Select((hook, index) => hook.ToOptions(index))],
        };
    }

    internal sealed class WebhookSection
    {
        public string? Name { get; set; }

        public string? Url { get; set; }

        public string? Secret { get; set; }

        public List<string> Events { get; set; } = [];

        public WebhookOptions ToOptions(int index)
        {
            if (!Uri.TryCreate(Url, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
                throw new InvalidOperationException($"Doorstep:Outbox:Webhooks:{index}:Url is '{Url}', which is not an http(s) address.");
            if (string.IsNullOrEmpty(Secret) || Secret.Length < 16)
                throw new InvalidOperationException($"Doorstep:Outbox:Webhooks:{index}:Secret must have at least 16 characters.");
            return new WebhookOptions { Name = Name ?? url.Host, Url = url, Secret = Secret, Events = [.. Events] };
        }
    }
}
