using System.Globalization;
using System.Threading.RateLimiting;
using Doorstep.Host.Api;
using Doorstep.Workflows.Commands;

namespace Doorstep.Host.Security;

/// <summary>Nobody takes the service away from the others: a bucket for every key, every person, and every address that brings neither.</summary>
internal static class RateLimits
{
    public const string SignIn = "sign-in";

    private const int BurstFactor = 10;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    public static void AddRateLimits(this IServiceCollection services, LimitOptions limits) => services.AddRateLimiter(options =>
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.OnRejected = (context, _) =>
        {
            if (context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after)) context.HttpContext.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(after.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            return new ValueTask(Problems.TooMany("Nobody may ask that often. Wait a little and send the same again.").ExecuteAsync(context.HttpContext));
        };
        options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => context.Items[ApiKeyHandler.ActorItem] is Actor actor
            ? Bucket(actor.Name, actor.IsPerson ? limits.PersonPerSecond : limits.KeyPerSecond)
            : Bucket(context.Origin(), limits.AddressPerSecond));
        options.AddPolicy(SignIn, context => RateLimitPartition.GetFixedWindowLimiter(
            context.Origin(), _ => new FixedWindowRateLimiterOptions { PermitLimit = limits.SignInsPerMinute, Window = TimeSpan.FromMinutes(1) }));
    });

    private static RateLimitPartition<string> Bucket(string whose, int perSecond) => RateLimitPartition.GetTokenBucketLimiter(whose, _ => new TokenBucketRateLimiterOptions
    {
        TokenLimit = perSecond * BurstFactor, TokensPerPeriod = perSecond, ReplenishmentPeriod = Second, QueueLimit = 0, AutoReplenishment = true,
    });
}
