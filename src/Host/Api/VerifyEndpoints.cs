using System.Threading.RateLimiting;
using Doorstep.Workflows.Commands;
using Mediator;
using Microsoft.AspNetCore.RateLimiting;

namespace Doorstep.Host.Api;

/// <summary>The answer to somebody at the door. It says nothing about anybody.</summary>
internal sealed record VerifyView(bool Genuine, string Message)
{
    public static VerifyView Of(CodeAnswer answer) => answer switch
    {
        CodeAnswer.Visitor => new VerifyView(true, "This code is ours: the visit is authorised. 本码属实：本次上门已获授权。"),
        CodeAnswer.Message => new VerifyView(true, "This code is of a message or a call of ours. It lets nobody in. 本码来自我行的信件、短信或来电，不代表有人获准上门。"),
        _ => new VerifyView(false, "This code is not ours. Do not let anybody in and do not pay; call the bank's own number. 本码不属于我行：请勿开门或付款，请拨打银行官方电话。"),
    };
}

/// <summary>The only question that needs no key: whether a visitor, a message or a call is ours (S44, S51).</summary>
internal static class VerifyEndpoints
{
    private const string Policy = "verify";
    private const int QuestionsPerMinute = 10;

    /// <summary>A code has about 40 bits; ten guesses a minute from one address find nothing.</summary>
    public static void AddVerifying(this IServiceCollection services) => services.AddRateLimiter(options =>
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.AddPolicy(Policy, context => RateLimitPartition.GetFixedWindowLimiter(
            context.Connection.RemoteIpAddress?.ToString() ?? "", _ => new FixedWindowRateLimiterOptions { PermitLimit = QuestionsPerMinute, Window = TimeSpan.FromMinutes(1) }));
    });

    public static void MapVerifying(this IEndpointRouteBuilder api) => api
        .MapGet("/verify/{code}", async (string code, ISender sender) => Results.Ok(VerifyView.Of(await sender.Send(new VerifyCode(code)))))
        .WithName("verifyCode").WithTags("Verification").Produces<VerifyView>().ProducesProblem(StatusCodes.Status429TooManyRequests)
        .WithSummary("Ask whether a code is ours").WithDescription("Needs no key. At most ten questions a minute from one address.")
        .AllowAnonymous().RequireRateLimiting(Policy);
}
