using System.Collections.Immutable;
using Fluid;

namespace Doorstep.Workflows.Collections.Communication;

/// <summary>One template file.</summary>
public sealed record MessageTemplate
{
    /// <summary>Its file.</summary>
    public required string File { get; init; }

    /// <summary>Its kind.</summary>
    public required TemplateClass Class { get; init; }

    /// <summary>Channels that it suits.</summary>
    public required ImmutableArray<MessageChannel> Channels { get; init; }

    /// <summary><c>zh-CN</c> or <c>en</c>.</summary>
    public required string Language { get; init; }

    /// <summary>Profiles that it suits.</summary>
    public required ImmutableArray<CommunicationProfile> Profiles { get; init; }

    /// <summary>Fields that it says it uses.</summary>
    public required ImmutableArray<string> Fields { get; init; }

    /// <summary>Fields that it does use.</summary>
    public required ImmutableArray<string> Used { get; init; }

    /// <summary>Fields that it uses outside conditions and loops, and the lists that its loops go through.</summary>
    public required ImmutableArray<string> Always { get; init; }

    /// <summary>Used fields that may be missing: the text asks for them with <c>if</c>.</summary>
    public required ImmutableArray<string> Optional { get; init; }

    /// <summary>Its text, in Liquid.</summary>
    public required string Body { get; init; }

    internal IFluidTemplate Parsed { get; init; } = null!;
}
